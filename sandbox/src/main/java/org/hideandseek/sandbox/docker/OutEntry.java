package org.hideandseek.sandbox.docker;

/**
 * One thing that a container left in {@code /out}.
 *
 * @param path relative to {@code /out}, as the container chose it
 * @param type as {@code find -printf %y} has it: {@code f} a regular file, {@code d} a folder,
 *     {@code l} a symbolic link, {@code p} a pipe, {@code s} a socket, {@code b} and {@code c}
 *     devices
 * @param links how many names the file has
 * @param permissions the lowest twelve bits of its mode
 * @param bytes its length, holes included
 */
record OutEntry(String path, char type, long links, int permissions, long bytes) {

  boolean isFolder() {
    return type == 'd';
  }

  /** Whether its owner may read a file, or read and enter a folder. */
  boolean isReadable() {
    int needed = isFolder() ? 0500 : 0400;
    return (permissions & needed) == needed;
  }

  /** Such as "a symbolic link". */
  String kind() {
    return switch (type) {
      case 'f' -> links > 1 ? "a hard link" : "a file";
      case 'd' -> "a folder";
      case 'l' -> "a symbolic link";
      case 'p' -> "a pipe";
      case 's' -> "a socket";
      case 'b', 'c' -> "a device";
      default -> "something that is no file";
    };
  }
}
