package dev.parley.brokers.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of one combined node (broker and controller), for a cluster that shares a JVM with a
 * shell: little memory, few threads, and everything that happens "after a while" happens soon
 * enough to be watched.
 *
 * @param number counted from 1; also its node id
 * @param voters {@code 1@127.0.0.1:4001,2@…}
 * @param createsTopics whether a topic is made when a client first publishes to it, as Kafka does
 */
record NodeSettings(
    int number,
    int nodes,
    Path directory,
    ListenPorts ports,
    String voters,
    boolean createsTopics) {

  /** For its next life: the same in all, but with sockets that are open. */
  NodeSettings again() throws IOException {
    return new NodeSettings(number, nodes, directory, ports.again(), voters, createsTopics);
  }

  Map<String, String> properties() {
    Map<String, String> all = new HashMap<>();
    place(all);
    internalTopics(all);
    small(all);
    ShortTimes.put(all, nodes);
    return all;
  }

  private void place(Map<String, String> all) {
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(number));
    all.put("log.dirs", directory.toString());
    all.put("controller.quorum.voters", voters);
    all.put("controller.listener.names", ListenPorts.CONTROLLER);
    all.put("inter.broker.listener.name", ListenPorts.CLIENTS);
    all.put(
        "listeners",
        ListenPorts.CLIENTS
            + "://"
            + ports.endpoint()
            + ","
            + ListenPorts.CONTROLLER
            + "://"
            + ports.controllerEndpoint());
    all.put(
        "listener.security.protocol.map",
        ListenPorts.CLIENTS + ":PLAINTEXT," + ListenPorts.CONTROLLER + ":PLAINTEXT");
    all.put("auto.create.topics.enable", Boolean.toString(createsTopics));
    // Nothing goes unless a topic was made so. Otherwise a record with a time of last year would be
    // gone before it is read.
    all.put("log.retention.ms", "-1");
    all.put("metric.reporters", "");
  }

  private void internalTopics(Map<String, String> all) {
    String copies = Integer.toString(Math.min(nodes, 3));
    String inSync = nodes < 3 ? "1" : "2";
    all.put("default.replication.factor", copies);
    all.put("min.insync.replicas", inSync);
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      all.put(topic + ".replication.factor", copies);
      all.put(topic + ".num.partitions", "1");
    }
    all.put("transaction.state.log.min.isr", inSync);
    all.put("share.coordinator.state.topic.min.isr", inSync);
  }

  private static void small(Map<String, String> all) {
    all.put("num.network.threads", "1");
    all.put("num.io.threads", "2");
    all.put("background.threads", "1");
    all.put("group.coordinator.threads", "1");
    all.put("group.coordinator.background.threads", "1");
    all.put("share.coordinator.threads", "1");
    // One octet more than twice the least I/O buffer: less is refused. The defaults take 130 MB.
    all.put("log.cleaner.dedupe.buffer.size", "1048577");
    all.put("log.cleaner.io.buffer.size", "65536");
    // Index files are laid out in full when a segment begins, and would be most of the disk's use.
    all.put("log.index.size.max.bytes", "262144");
    all.put("offsets.load.buffer.size", "262144");
  }
}
