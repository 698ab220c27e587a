package io.boogeyman.cli.command;

import picocli.CommandLine.Command;

/** {@code boogeyman watermark}: whether a model was copied from marked answers. */
@Command(
    name = "watermark",
    mixinStandardHelpOptions = true,
    description =
        "Prove that a model was trained on answers that a gateway marked" + " (docs/releases.md).",
    synopsisSubcommandLabel = "(list | verify)",
    subcommands = {WatermarkListCommand.class, WatermarkVerifyCommand.class},
    footer = {
      "",
      "A gateway keeps what this takes where its policy has dawn and retention.triggers.",
      "",
      "Examples:",
      "  boogeyman watermark list --state guard-state",
      "  boogeyman watermark verify --client key:acme --suspect suspect.onnx",
      "  boogeyman watermark verify --all --suspect https://models.example/v2/models/signs"
    })
public final class WatermarkCommand {}
