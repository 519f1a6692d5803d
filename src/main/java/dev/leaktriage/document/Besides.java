package dev.leaktriage.document;

import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.TensorNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What documents say besides events. */
final class Besides {
    final List<TensorNote> tensors = new ArrayList<>();
    final Map<String, CacheUse> cacheUses = new TreeMap<>();
    final List<MemoryCheck> checks = new ArrayList<>();
}
