package dev.parley.brokers.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Who has to get what this client published, and how far they are. A group is settled when it has
 * passed every place that was published to; a group without a live member waits for nothing.
 */
final class Settlement {
  private final Map<TopicPartition, Long> published = new HashMap<>();
  private final Map<String, Progress> groups = new TreeMap<>();

  /** A record of this client's was stored. */
  synchronized void published(TopicPartition partition, long offset) {
    published.merge(partition, offset + 1, Math::max);
    for (Progress group : groups.values()) {
      group.published(partition, offset);
    }
  }

  /** Where a partition has to end at least; 0 if nothing of this client's is in it. */
  synchronized long published(TopicPartition partition) {
    return published.getOrDefault(partition, 0L);
  }

  synchronized void join(String group, String member, Predicate<String> topics) {
    groups.computeIfAbsent(group, name -> new Progress()).members.put(member, topics);
  }

  /** A member that left or was killed: what it had is nobody's until another member has it. */
  synchronized void leave(String group, String member) {
    Progress progress = groups.get(group);
    if (progress != null) {
      progress.members.remove(member);
      progress.held.remove(member);
      progress.places.values().removeIf(place -> place.member.equals(member));
      if (progress.members.isEmpty()) {
        groups.remove(group);
      }
    }
    notifyAll();
  }

  /**
   * What a member that takes nothing now holds up: it is not waited for. A group whose members take
   * single records is not waited for when none of them takes any.
   *
   * @param holds its partitions; absent when it goes on
   */
  synchronized void holds(String group, String member, Optional<Set<TopicPartition>> holds) {
    Progress progress = groups.get(group);
    if (progress != null) {
      if (holds.isPresent()) {
        progress.held.put(member, Set.copyOf(holds.get()));
      } else {
        progress.held.remove(member);
      }
      notifyAll();
    }
  }

  /** Everything before the offsets is gone: nobody will have it. */
  synchronized void purged(Map<TopicPartition, Long> ends) {
    for (Progress group : groups.values()) {
      ends.forEach(
          (partition, end) -> {
            group.places.computeIfPresent(
                partition, (key, place) -> new Place(place.member, Math.max(place.offset, end)));
            Singles singles = group.singles.get(partition);
            if (singles != null) {
              singles.gone(end);
            }
          });
    }
    notifyAll();
  }

  /** A member has a partition from now on; the one before may not know it yet. */
  synchronized void assigned(String group, String member, TopicPartition partition, long offset) {
    Progress progress = groups.get(group);
    if (progress != null) {
      progress.places.put(partition, new Place(member, offset));
      notifyAll();
    }
  }

  /** A member no longer has these; one of them may be another member's already. */
  synchronized void revoked(String group, String member, Collection<TopicPartition> partitions) {
    Progress progress = groups.get(group);
    if (progress != null) {
      partitions.forEach(
          partition ->
              progress.places.computeIfPresent(
                  partition, (key, place) -> place.member.equals(member) ? null : place));
    }
  }

  /**
   * Everything before the offset is delivered and committed, or will never be. It says nothing of a
   * partition that is another member's.
   */
  synchronized void reached(String group, String member, TopicPartition partition, long offset) {
    Progress progress = groups.get(group);
    if (progress != null) {
      Place place = progress.places.get(partition);
      if (place == null || place.member.equals(member)) {
        progress.places.put(partition, new Place(member, offset));
      }
      notifyAll();
    }
  }

  /** From now on single records count, in any order, and not a place. */
  synchronized void single(String group) {
    Progress progress = groups.get(group);
    if (progress != null) {
      progress.single = true;
    }
  }

  /** One record of a group whose members take single ones. */
  synchronized void acknowledged(String group, TopicPartition partition, long offset) {
    Progress progress = groups.get(group);
    if (progress != null) {
      progress.singles.computeIfAbsent(partition, key -> new Singles()).acknowledged(offset);
      notifyAll();
    }
  }

  /** One record that was acknowledged is to be delivered again after all. */
  synchronized void released(String group, TopicPartition partition, long offset) {
    Progress progress = groups.get(group);
    if (progress != null) {
      progress.singles.computeIfAbsent(partition, key -> new Singles()).released(offset);
    }
  }

  /** A topic that is gone owes nothing. */
  synchronized void forget(String topic) {
    published.keySet().removeIf(partition -> partition.topic().equals(topic));
    for (Progress group : groups.values()) {
      group.places.keySet().removeIf(partition -> partition.topic().equals(topic));
      group.singles.keySet().removeIf(partition -> partition.topic().equals(topic));
    }
    notifyAll();
  }

  synchronized boolean await(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (!outstanding().isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return true;
  }

  /** {@code billing: 3 of kafka:orders not yet delivered}. */
  synchronized List<String> outstanding() {
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          Map<String, Long> byTopic = new TreeMap<>();
          published.forEach(
              (partition, end) -> {
                long missing = group.missing(partition, end);
                if (missing > 0) {
                  byTopic.merge(partition.topic(), missing, Long::sum);
                }
              });
          byTopic.forEach(
              (topic, missing) ->
                  lines.add(name + ": " + missing + " of kafka:" + topic + " not yet delivered"));
        });
    return lines;
  }

  /** How far a partition's member is in it. */
  private record Place(String member, long offset) {}

  /** How far one group is. */
  private static final class Progress {
    private final Map<String, Predicate<String>> members = new HashMap<>();
    private final Map<String, Set<TopicPartition>> held = new HashMap<>();
    private final Map<TopicPartition, Place> places = new HashMap<>();
    private final Map<TopicPartition, Singles> singles = new HashMap<>();
    private boolean single;

    void published(TopicPartition partition, long offset) {
      if (single && reads(partition)) {
        singles.computeIfAbsent(partition, key -> new Singles()).published(offset);
      }
    }

    private boolean reads(TopicPartition partition) {
      return members.values().stream().anyMatch(topics -> topics.test(partition.topic()));
    }

    long missing(TopicPartition partition, long end) {
      if (single) {
        if (held.keySet().containsAll(members.keySet())) {
          return 0;
        }
        Singles seen = singles.get(partition);
        return seen == null ? 0 : seen.missing();
      }
      if (held.values().stream().anyMatch(partitions -> partitions.contains(partition))) {
        return 0;
      }
      // Between two members a partition has no place, and then all of it may have to come again.
      Place place = places.get(partition);
      return reads(partition) ? end - Math.min(end, place == null ? end - 1 : place.offset) : 0;
    }
  }
}
