/**
 * A mesh runtime that behaves as TT-Metal does as far as device memory goes.
 *
 * <p>Owns devices, banks, the allocator, buffers, tensors, workloads, the program cache and command traces,
 * and tells a {@link dev.leaktriage.runtime.RuntimeObserver} everything it does, each event under the call
 * stack that TT-Metal would have. It computes nothing and moves no data. It may not know who watches, in
 * which format a log is written, or any library: it imports the model and the JDK only. A {@link
 * dev.leaktriage.runtime.HostProcess} and what belongs to it is confined to one thread.
 *
 * <p>Start reading at {@link dev.leaktriage.runtime.Ttnn}, then {@link dev.leaktriage.runtime.MeshDevice},
 * {@link dev.leaktriage.runtime.MeshBuffer} and {@link dev.leaktriage.runtime.BankAllocator}.
 */
package dev.leaktriage.runtime;
