package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogConfigurationTest {
  @Test
  void idsStandBeforeWhatIsSaidWhereThereAreAny(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log");
    LoggerContext context = new LoggerContext();
    context.putProperty("hideandseek.log.file", file.toString());
    say(context, "file");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).endsWith(" WARN  Workers none");
    assertThat(lines.get(1)).endsWith(" WARN  Workers [run=7] one");
  }

  @Test
  void jsonHasOneObjectALine() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      say(new LoggerContext(), "json");
    } finally {
      System.setErr(before);
    }
    List<String> lines = said.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertThat(second.get("formattedMessage").asText()).isEqualTo("one");
    assertThat(second.get("mdc").get("run").asText()).isEqualTo("7");
    assertThat(second.get("level").asText()).isEqualTo("WARN");
  }

  private static void say(LoggerContext context, String to) throws Exception {
    context.putProperty("hideandseek.log.to", to);
    context.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogConfigurationTest.class.getResource("/logback.xml"));
    context.getLogger("org.hideandseek.Workers").warn("none");
    MDC.put("run", "7");
    try {
      context.getLogger("org.hideandseek.Workers").warn("one");
    } finally {
      MDC.remove("run");
      context.stop();
    }
  }
}
