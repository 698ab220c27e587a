package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.guard.audit.AuditSettings;
import io.boogeyman.guard.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a gateway keeps what it must not forget, and how what it keeps there is to be kept. */
final class StateFolder {

  private StateFolder() {}

  /** Nobody else reads what clients asked, or changes what was decided, if the folder is new. */
  static void create(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  static StoreSettings storing(Policy policy) {
    return StoreSettings.standard()
        .withRetention(policy.kept().ofClients())
        .withCache(1, 0); // the policy keeps those who ask in memory
  }

  static AuditSettings auditing(Policy policy) {
    AuditSettings usual = AuditSettings.standard();
    return new AuditSettings(
        usual.fileBytes(), usual.fileAge(), policy.kept().ofAudit(), usual.queue());
  }
}
