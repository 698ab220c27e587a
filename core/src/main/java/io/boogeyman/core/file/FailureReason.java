package io.boogeyman.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Why a file cannot be read or written, in words: Java's own messages are the bare path for some
 * failures and the bare reason for others.
 */
public final class FailureReason {
  private FailureReason() {}

  /** The reason without the file's name: {@code "no permission"}. */
  public static String of(IOException failure) {
    if (failure.getCause() instanceof IOException cause) {
      return of(cause);
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "there is a file of that name";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
