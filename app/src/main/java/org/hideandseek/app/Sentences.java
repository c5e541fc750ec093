package org.hideandseek.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.hideandseek.challenges.bundle.BundleException;
import org.hideandseek.challenges.dataset.DatasetException;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.SandboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one sentence what went wrong; the log has the rest. */
final class Sentences {
  private static final Logger log = LoggerFactory.getLogger(Sentences.class);

  private Sentences() {}

  static String about(Exception exception) {
    if (exception instanceof ProblemException
        || exception instanceof SandboxException
        || exception instanceof BundleException
        || exception instanceof DatasetException
        || exception instanceof ImageRefusedException
        || exception instanceof CommandException) {
      log.debug("Command failed", exception);
      String message = exception.getMessage();
      return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }
    log.error("Command failed", exception);
    if (exception instanceof AccessDeniedException denied) {
      return "This user may not use "
          + denied.getFile()
          + "; change its owner or choose another folder.";
    }
    if (exception instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason() + ".";
    }
    if (exception instanceof IOException) {
      return "Reading or writing failed: " + exception.getMessage() + ".";
    }
    return "Something went wrong inside the platform; its log has the details. Please report it.";
  }
}
