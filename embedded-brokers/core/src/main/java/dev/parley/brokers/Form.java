package dev.parley.brokers;

/** How a server is had: the truth about what answers. */
public enum Form {
  /** In this JVM. */
  EMBEDDED,
  /** A child process of this one. */
  PROCESS,
  /** A container on this machine. */
  CONTAINER,
  /** Not ours: somebody runs it. */
  REMOTE
}
