package org.hideandseek.web.metrics;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.watch.RunFigures;
import org.hideandseek.platform.watch.TimeHistogram;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.request.RequestListener;

/**
 * Metrics in the text format of Prometheus, for the operator's token: queue and runs of all
 * challenges, requests by route, live clients and memory of this process. Labels are kinds, states,
 * routes and methods, never names of challenges, teams or submissions.
 */
public final class MetricsApi implements RequestListener {
  private static final double NANOS = 1e9;

  private final Operators operators;
  private final IntSupplier liveClients;
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Histogram requests =
      Histogram.builder()
          .name("hideandseek_http_request_seconds")
          .help("From the first byte of a request to the last of its answer.")
          .labelNames("method", "route", "status")
          .classicOnly()
          .classicUpperBounds(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300)
          .build();

  /**
   * Metrics of one server.
   *
   * @param liveClients how many clients listen to live events
   */
  public MetricsApi(Operators operators, IntSupplier liveClients) {
    this.operators = operators;
    this.liveClients = liveClients;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/metrics", this::scrape);
  }

  @Override
  public void over(String method, String route, int status, long nanos) {
    requests.labelValues(method, route, Integer.toString(status)).observe(nanos / NANOS);
  }

  private void scrape(Context ctx) throws IOException {
    RunFigures runs = operators.runFigures(BearerToken.of(ctx));
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(
        gauge(
            "hideandseek_queue_length",
            "Runs that wait.",
            runs.queue().stream()
                .map(waiting -> point(Labels.of("kind", waiting.kind().word()), waiting.length()))
                .toList()));
    all.add(
        gauge(
            "hideandseek_queue_oldest_age_seconds",
            "For how long the run has waited that was queued first; 0 where none waits.",
            runs.queue().stream()
                .map(
                    waiting ->
                        point(
                            Labels.of("kind", waiting.kind().word()),
                            waiting.oldest().toMillis() / 1000.0))
                .toList()));
    all.add(
        gauge(
            "hideandseek_runs",
            "Runs of all challenges.",
            runs.counts().stream()
                .map(
                    count ->
                        point(
                            Labels.of("kind", count.kind().word(), "state", count.state().word()),
                            count.runs()))
                .toList()));
    all.add(
        histogram(
            "hideandseek_queue_seconds",
            "How long runs waited that ended since this node started.",
            runs.waited()));
    all.add(
        histogram(
            "hideandseek_run_seconds",
            "How long the containers ran of runs that ended since this node started.",
            runs.ran()));
    all.add(requests.collect());
    all.add(
        gauge(
            "hideandseek_live_clients",
            "Clients that listen to live events.",
            List.of(point(Labels.EMPTY, liveClients.getAsInt()))));
    memory(all);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, new MetricSnapshots(all));
    ctx.contentType(writer.getContentType())
        .header("Cache-Control", "no-store")
        .result(text.toByteArray());
  }

  private static void memory(List<MetricSnapshot> all) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    all.add(
        gauge(
            "jvm_memory_used_bytes",
            "Memory that the process uses for Java.",
            List.of(
                point(Labels.of("area", "heap"), heap.getUsed()),
                point(Labels.of("area", "nonheap"), other.getUsed()))));
    all.add(
        gauge(
            "jvm_memory_max_bytes",
            "How large the heap may become.",
            List.of(point(Labels.of("area", "heap"), heap.getMax()))));
  }

  private static GaugeSnapshot gauge(
      String name, String help, List<GaugeDataPointSnapshot> points) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    points.forEach(gauge::dataPoint);
    return gauge.build();
  }

  private static GaugeDataPointSnapshot point(Labels labels, long value) {
    return point(labels, (double) value);
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static HistogramSnapshot histogram(
      String name, String help, Map<RunKind, TimeHistogram> byKind) {
    HistogramSnapshot.Builder all = HistogramSnapshot.builder().name(name).help(help);
    List<Double> bounds = new ArrayList<>(TimeHistogram.BOUNDS);
    bounds.add(Double.POSITIVE_INFINITY);
    byKind.forEach(
        (kind, times) ->
            all.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("kind", kind.word()))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, times.counts()))
                    .sum(times.sum())
                    .build()));
    return all.build();
  }
}
