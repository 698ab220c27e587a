package io.boogeyman.cli.command;

import io.boogeyman.guard.audit.AlertFile;
import io.boogeyman.guard.audit.AlertSink;
import io.boogeyman.guard.audit.AlertWebhook;
import io.boogeyman.guard.audit.WebhookSettings;
import io.boogeyman.victim.service.call.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where alerts go besides standard error. */
final class AlertOptions {
  @Option(
      names = "--alert-file",
      paramLabel = "FILE",
      description = "Write alerts there, too, a JSON line each.")
  private Path file;

  @Option(
      names = "--alert-webhook",
      paramLabel = "ADDRESS",
      description = "Post alerts there; $${NAME} stands for an environment variable.")
  private String webhook;

  @Option(
      names = "--alert-webhook-header",
      paramLabel = "'NAME: VALUE'",
      description =
          "With each of them, such as 'Authorization: Bearer $${NAME}', likewise; may be given"
              + " several times.")
  private List<String> headers = new ArrayList<>();

  /**
   * All of them.
   *
   * @param log for standard error
   * @throws IllegalArgumentException in one line that shows no secret, if one cannot be
   */
  AlertSink sinks(AlertSink log) {
    if (webhook == null && !headers.isEmpty()) {
      throw new IllegalArgumentException("--alert-webhook-header needs --alert-webhook");
    }
    List<AlertSink> sinks = new ArrayList<>();
    sinks.add(log);
    if (file != null) {
      sinks.add(new AlertFile(file));
    }
    if (webhook != null) {
      sinks.add(
          new AlertWebhook(WebhookSettings.of(webhook, headers), new Secrets(System::getenv)));
    }
    return AlertSink.all(sinks);
  }
}
