package dev.parley.brokers.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.parley.brokers.BrokerException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.stream.BindFailedException;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;

/** One ElasticMQ: its actors, its HTTP port and, where data is kept, its storage. */
final class ElasticMq {
  static final String PRODUCT = "ElasticMQ 1.7.1";

  private static final Duration ENDING = Duration.ofSeconds(6);

  /**
   * The JVM is not the library's to end. One word to whoever asks tells a client whom it talks to.
   */
  private static final String SETTINGS =
      """
      pekko {
        daemonic = on
        jvm-exit-on-fatal-error = off
        jvm-shutdown-hooks = off
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
        loglevel = WARNING
        stdout-loglevel = OFF
        actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 2 }
        http.server.server-header = "ElasticMQ/1.7.1"
      }
      """;

  private final ActorSystem actors;
  private final Optional<Storage> storage;
  private final int port;
  private volatile boolean ending;

  private ElasticMq(
      ActorSystem actors, Optional<Storage> storage, int port, Consumer<String> fatal) {
    this.actors = actors;
    this.storage = storage;
    this.port = port;
    actors.registerOnTermination(
        () -> {
          if (!ending) {
            fatal.accept("ElasticMQ ended of itself");
          }
        });
  }

  /**
   * @param kept the file that holds queues and messages; without it they are in memory
   * @throws BrokerException if the port is in use
   */
  static ElasticMq start(int port, Optional<Path> kept, Consumer<String> fatal) throws Exception {
    Optional<Storage> storage = kept.map(Storage::open);
    Optional<ActorSystem> actors = Optional.empty();
    try {
      ClassLoader loader = ElasticMq.class.getClassLoader();
      Config config =
          ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load(loader)).resolve();
      ActorSystem system = ActorSystem.create("elasticmq", config, loader);
      actors = Optional.of(system);
      return new ElasticMq(system, storage, bound(system, storage, port, fatal), fatal);
    } catch (Exception | Error failed) {
      if (actors.isPresent()) {
        await(actors.get());
      }
      storage.ifPresent(Storage::close);
      throw failed;
    }
  }

  private static int bound(
      ActorSystem system, Optional<Storage> storage, int port, Consumer<String> fatal)
      throws Exception {
    ActorRef manager = queues(system, storage, fatal);
    if (storage.isPresent()) {
      new Restoration(storage.get(), manager).run();
    }
    TheSQSRestServerBuilder builder =
        SQSRestServerBuilder.withActorSystem(system)
            .withQueueManagerActor(manager)
            .withInterface("127.0.0.1")
            .withPort(port)
            // A queue's URL names the address that the request came to.
            .withServerAddress(new NodeAddress("http", "*", 0, ""));
    SQSRestServer server = builder.start();
    try {
      Http.ServerBinding binding = server.waitUntilStarted();
      return binding.localAddress().getPort();
    } catch (Exception failed) {
      // Scala throws checked exceptions without saying so.
      if (failed instanceof BindFailedException || failed.getCause() instanceof BindException) {
        throw new BrokerException(
            "port " + port + " is in use", "another --port, or none for any that is free", failed);
      }
      throw failed;
    }
  }

  /** Who makes the queues and knows them. */
  private static ActorRef queues(
      ActorSystem system, Optional<Storage> storage, Consumer<String> fatal) {
    Optional<ActorRef> keeper =
        storage.map(
            open ->
                system.actorOf(
                    Props.create(StorageActor.class, () -> new StorageActor(open, fatal))));
    Option<ActorRef> listener = Option.apply(keeper.orElse(null));
    ActorRef manager =
        system.actorOf(
            Props.create(
                QueueManagerActor.class,
                () ->
                    new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, listener)));
    return keeper
        .map(
            actor ->
                system.actorOf(
                    Props.create(KeptQueues.class, () -> new KeptQueues(manager, actor))))
        .orElse(manager);
  }

  int port() {
    return port;
  }

  /** Ends it, with what it holds stored. */
  void stop() throws Exception {
    ending = true;
    try {
      await(actors);
    } finally {
      storage.ifPresent(Storage::close);
      forgetMetrics();
    }
  }

  /** Ends it as a power cut would: what is not stored yet is lost. */
  void kill() {
    ending = true;
    storage.ifPresent(Storage::kill);
    actors.terminate();
    forgetMetrics();
  }

  /** Open long polls are cut off; to wait for them would take up to 20 s. */
  private static void await(ActorSystem actors) throws Exception {
    CompletionStage<?> ended = actors.getWhenTerminated();
    actors.terminate();
    ended.toCompletableFuture().get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** ElasticMQ registers figures that nobody reads, which would hold its actors for ever. */
  private static void forgetMetrics() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName name = new ObjectName("org.elasticmq:name=Queues");
      if (beans.isRegistered(name)) {
        beans.unregisterMBean(name);
      }
    } catch (JMException gone) {
      // Another server of this JVM ended at the same time.
      org.slf4j.LoggerFactory.getLogger(ElasticMq.class).debug("Metrics", gone);
    }
  }
}
