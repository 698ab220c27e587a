package io.boogeyman.cli.command;

import io.boogeyman.core.prediction.BudgetExhaustedException;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What went wrong in one line; a stack trace only with {@code --verbose}. Exit status 2 for what
 * the user can mend in the command, 1 for failures of the program or its surroundings.
 */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int FAILURE = 1;
  private static final int MISUSE = 2;

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("boogeyman: " + failure.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return MISUSE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    PrintWriter err = command.getErr();
    err.println("boogeyman: " + message(failure));
    if (parseResult.originalArgs().contains("--verbose")) {
      failure.printStackTrace(err);
    }
    err.flush();
    boolean shortage = MemoryShortage.describe(failure).isPresent();
    return isMisuse(failure) && !shortage ? MISUSE : FAILURE;
  }

  /**
   * Tells of an error that is no exception: no memory, or a native library that cannot be loaded.
   *
   * @return the exit status
   */
  public static int tell(Error failure, PrintWriter err) {
    err.println("boogeyman: " + described(failure));
    err.flush();
    return FAILURE;
  }

  private static String described(Error failure) {
    if (MemoryShortage.describe(failure).isPresent()) {
      return message(failure);
    }
    String what = failure.getClass().getSimpleName() + ": " + message(failure);
    return failure instanceof UnsatisfiedLinkError
        ? "cannot load a native library: there is too little memory for it, or it was built for"
            + " another kind of machine ("
            + what
            + ")"
        : what;
  }

  private static boolean isMisuse(Exception failure) {
    return failure instanceof IllegalArgumentException
        || failure instanceof BudgetExhaustedException
        || failure instanceof ImageSourceException
        || failure instanceof NoSuchFileException;
  }

  private static String message(Throwable failure) {
    return MemoryShortage.describe(failure).orElseGet(() -> plainMessage(failure));
  }

  private static String plainMessage(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName() + "; --verbose shows where";
    }
    if (failure instanceof NoSuchFileException) {
      return OneLine.of("there is no file " + message);
    }
    if (failure instanceof AccessDeniedException) {
      return OneLine.of("no permission for " + message);
    }
    // libtorch's messages go on with a native stack; their first line says it.
    return OneLine.of(message.lines().findFirst().orElse(message));
  }
}
