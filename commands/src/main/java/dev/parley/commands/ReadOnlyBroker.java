package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.RedriveSink;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The one place that refuses every write. To take a message is one, wherever the system notes down
 * that it was taken: a commit of an offset, an acknowledgement, a count of receives.
 */
final class ReadOnlyBroker implements Broker {
  private final Broker broker;
  private final String name;

  ReadOnlyBroker(Broker broker, String name) {
    this.broker = broker;
    this.name = name;
  }

  private UserException refused(String what) {
    return UserException.failed(
        name + " is connected read-only, and " + what + " would change something there",
        "connect it again without --read-only, if you mean it");
  }

  @Override
  public String system() {
    return broker.system();
  }

  @Override
  public boolean create(Address address, Settings settings) {
    throw refused("create");
  }

  @Override
  public boolean exists(Address address) throws InterruptedException {
    return broker.exists(address);
  }

  @Override
  public void delete(Address address) {
    throw refused("delete");
  }

  @Override
  public Table list() throws InterruptedException {
    return broker.list();
  }

  @Override
  public Optional<String> unlisted() {
    return broker.unlisted();
  }

  @Override
  public List<Table> describe(Address address) throws InterruptedException {
    return broker.describe(address);
  }

  @Override
  public void bind(Address from, Address to, Settings settings) {
    throw refused("bind");
  }

  @Override
  public OptionalLong purge(Address address) {
    throw refused("purge");
  }

  @Override
  public Table seek(Address address, Settings settings) {
    throw refused("seek");
  }

  @Override
  public long redrive(RedriveRequest request, RedriveSink sink) {
    throw refused("redrive");
  }

  @Override
  public void observe() {
    broker.observe();
  }

  @Override
  public String validate() throws InterruptedException {
    return broker.validate();
  }

  @Override
  public List<String> groups() throws InterruptedException {
    return broker.groups();
  }

  @Override
  public Publisher publisher(Settings settings) {
    throw refused("publish");
  }

  @Override
  public Subscription subscribe(SubscribeRequest request, Deliveries deliveries) {
    throw refused("subscribe, which acknowledges,");
  }

  @Override
  public Optional<Message> adapted(Message message, Address to, Losses losses) {
    return broker.adapted(message, to, losses);
  }

  @Override
  public boolean retains(Address address) throws InterruptedException {
    return broker.retains(address);
  }

  @Override
  public PullResult pull(PullRequest request, MessageSink sink) throws InterruptedException {
    boolean log = broker.system().equals("kafka");
    Settings settings = request.settings();
    boolean commits = !settings.has("from") || settings.has("group");
    if (!log || (commits && !settings.has("peek"))) {
      throw refused(
          !log
              ? "pull"
              : settings.has("from")
                  ? "pull with --group, which commits,"
                  : "pull without --from or --peek, which commits,");
    }
    return broker.pull(request, sink);
  }

  @Override
  public Message request(Message request, Settings settings, Duration timeout) {
    throw refused("request");
  }

  @Override
  public Subscription reply(SubscribeRequest request, Function<Message, Bytes> answer) {
    throw refused("reply");
  }

  @Override
  public boolean awaitSettled(Duration timeout) throws InterruptedException {
    return broker.awaitSettled(timeout);
  }

  @Override
  public List<String> unsettled() {
    return broker.unsettled();
  }

  @Override
  public void close() {
    broker.close();
  }
}
