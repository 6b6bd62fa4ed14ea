package dev.parley.brokers;

/** What a user does to a system; each system adds options of its own to these. */
public enum Verb {
  START,
  CREATE,
  PUBLISH,
  SUBSCRIBE,
  PULL,
  SEEK,
  REQUEST,
  REPLY,
  BIND,
  REDRIVE,
  CONNECT
}
