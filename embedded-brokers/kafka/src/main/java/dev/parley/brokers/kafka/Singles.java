package dev.parley.brokers.kafka;

import java.util.BitSet;

/**
 * Records of one partition that were published and acknowledged, in whatever order the two become
 * known. A bit each, from the first that was seen.
 */
final class Singles {
  private final BitSet published = new BitSet();
  private final BitSet acknowledged = new BitSet();
  private long base = -1;

  void published(long offset) {
    set(published, offset);
  }

  void acknowledged(long offset) {
    set(acknowledged, offset);
  }

  private void set(BitSet bits, long offset) {
    if (base < 0) {
      // Some room before the first, for those that were stored earlier and become known later.
      base = Math.max(0, offset - 100_000);
    }
    if (offset >= base && offset - base < Integer.MAX_VALUE) {
      bits.set((int) (offset - base));
    }
  }

  void released(long offset) {
    if (base >= 0 && offset >= base && offset - base < Integer.MAX_VALUE) {
      acknowledged.clear((int) (offset - base));
    }
  }

  /** Those before the offset will never be acknowledged. */
  void gone(long end) {
    if (base >= 0 && end > base) {
      published.clear(0, (int) Math.min(Integer.MAX_VALUE, end - base));
    }
  }

  long missing() {
    BitSet missing = (BitSet) published.clone();
    missing.andNot(acknowledged);
    return missing.cardinality();
  }
}
