package dev.parley.notes;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a note is about messaging between services, as its words say. “Queue” alone may be one at
 * a doctor's, “broker” one of shares, “Kafka” a writer: only together do they say something.
 *
 * @param messaging whether the note speaks of it at all
 * @param throughout whether most of its sections do
 */
record Subject(boolean messaging, boolean throughout) {
  /** Sections that are looked at: the beginning of a long note says what it is about. */
  private static final int MOST_SECTIONS = 400;

  /** Names of systems and words of the trade: each is worth two others. */
  private static final Set<String> CERTAIN =
      stems(
          "kafka кафка rabbitmq rabbit amqp sqs activemq rocketmq nats pulsar redpanda mqtt jms"
              + " elasticmq pubsub консьюмер обменник dlq dlx kraft");

  /** Words that other trades have too. */
  private static final Set<String> LIKELY =
      stems(
          "message messaging queue queueing broker topic consumer producer subscriber publisher"
              + " subscribe subscription publish asynchronous async partition offset exchange"
              + " acknowledgement acknowledge ack nack redelivery routing unroutable sub event"
              + " replica prefetch сообщение очередь брокер топик потребитель подписчик подписка"
              + " продюсер издатель асинхронный асинхронно партиция оффсет офсет событие"
              + " отправитель получатель маршрутизация доставка");

  /** What a note has to speak of at least where it names no system. */
  private static final Set<String> MESSAGE = stems("message сообщение");

  private static final Set<String> PLACE = stems("queue broker topic очередь брокер топик");

  private static final Set<String> SENDER =
      stems(
          "service microservice сервис микросервис сервисы producer consumer продюсер консьюмер"
              + " subscriber подписчик");

  /** Words of other trades, whose queues, brokers and events are others. */
  private static final Set<String> ELSEWHERE =
      stems(
          "css html dom browser react vue jsx component novel writer patient doctor clinic portfolio"
              + " dividend stockbroker investor sociology respondent роман писатель врач пациент"
              + " поликлиника акция дивиденд портфель инвестор респондент браузер вёрстка");

  private static Set<String> stems(String words) {
    return Stream.of(words.split(" ", -1)).map(Words::stem).collect(Collectors.toUnmodifiableSet());
  }

  static Subject of(List<SectionTexts> sections, Map<String, String> stems) {
    Set<String> all = new HashSet<>();
    int speaking = 0;
    int looked = 0;
    for (SectionTexts section : sections.subList(0, Math.min(MOST_SECTIONS, sections.size()))) {
      Set<String> here = new HashSet<>();
      Words.of(section.section().title() + "\n" + section.text(), stems)
          .forEach(word -> here.add(word.stem()));
      if (!here.isEmpty()) {
        looked++;
        speaking += evidence(here) >= 2 ? 1 : 0;
      }
      all.addAll(here);
    }
    long certain = all.stream().filter(CERTAIN::contains).count();
    long likely = all.stream().filter(LIKELY::contains).count();
    boolean elsewhere = all.stream().filter(ELSEWHERE::contains).count() >= 2;
    boolean unnamed =
        !elsewhere && likely >= 4 && holds(all, MESSAGE) && holds(all, PLACE) && holds(all, SENDER);
    boolean named = (certain >= 2 && likely >= 1) || (certain == 1 && likely >= 2 && !elsewhere);
    // A note that names no system speaks of messages in more than one place, if it is about them.
    boolean messaging = named || (unnamed && speaking * 3 >= looked);
    return new Subject(messaging, messaging && speaking * 2 >= looked);
  }

  private static boolean holds(Set<String> stems, Set<String> wanted) {
    return stems.stream().anyMatch(wanted::contains);
  }

  /** How much a text speaks of messaging: 2 for each certain word, 1 for each likely one. */
  static int evidence(Set<String> stems) {
    int evidence = 0;
    for (String stem : stems) {
      evidence += CERTAIN.contains(stem) ? 2 : LIKELY.contains(stem) ? 1 : 0;
    }
    return evidence;
  }

  /** Whether a word leaves no doubt. */
  static boolean isCertain(String stem) {
    return CERTAIN.contains(stem);
  }
}
