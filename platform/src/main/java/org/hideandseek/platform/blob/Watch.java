package org.hideandseek.platform.blob;

/** Is told how far a file has arrived, and may stop it by an exception. */
@FunctionalInterface
public interface Watch {
  /**
   * Called after every read, before anything of it is written.
   *
   * @param safe how many bytes of the file are on disk
   */
  void arrived(long safe);
}
