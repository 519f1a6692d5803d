// One line of what the allocation server and its clients print. A rule that stands around a value is named
// after the field of the event that the value fills; a number of no meaning for the event is an `amount`.
parser grammar ServerParser;

options { tokenVocab = ServerLexer; }

record
    : ( allocated
      | freed
      | unknownFree
      | repeatedFree
      | invalidType
      | resized
      | started
      | stopped
      | detection
      | background
      | statistics
      | active
      | deadFound
      | dead
      | removed
      | dump
      | remainingBox
      | doubleFreedBox
      | totalTracked
      | totalRemaining
      | noneRemaining
      | doubleFreed
      | summary
      | circularBuffer
      | kernel
      | kernelBacktrace
      | protocolError
      | noServer
      | l1Peak
      | l1Drop
      | l1Summary
      ) tail? EOF
    ;

// ✓ [PID 314528] Allocated 24576 bytes of DRAM on device 0 (buffer_id=0x3ffff800, ref_count=2)
// ✓ [PID 1714322] Allocated 4194304 bytes of DRAM on device 0 (buffer_id=2560032)
allocated
    : PID process ALLOCATED size BYTES OF memory ON DEVICE device
      OPEN BUFFER_ID address ( COMMA REF_COUNT references )? CLOSE
    ;

// ✗ [PID 314528] Freed buffer 0x3ffff800 on device 0 (24576 bytes, ref_count=1 remaining)
// ✗ [PID 314528] Freed buffer 0x20 on device 0 (32768 bytes, FINAL)
// ✗ [PID 1714322] Freed buffer 3700768 on device 0 (1048576 bytes)
freed
    : PID process FREED address ON DEVICE device
      OPEN size BYTES ( COMMA ( REF_COUNT references REMAINING | last ) )? CLOSE
    ;

// ⚠ [PID 314528] Deallocation for unknown buffer 0x15820 on device 1 (allocated before tracking started)
// ⚠ Warning: Deallocation for unknown buffer 1073739776
unknownFree : ( PID process SQUARE )? DEALLOCATION UNKNOWN BUFFER address ( ON DEVICE device )? ;

// ⚠ [PID 314528] Deallocation for ALREADY FREED buffer 0x15820 on device 1 (allocs=1 frees=2)
repeatedFree
    : PID process SQUARE DEALLOCATION name BUFFER address ON DEVICE device
      ( OPEN ALLOCS_EQUALS amount FREES_EQUALS amount CLOSE )?
    ;

// ⚠ [PID 314528] Invalid buffer_type 96 for buffer 2560032 on device 0
// Invalid buffer_type 96, 135, 227...
invalidType : ( PID process SQUARE )? INVALID_TYPE amount ( FOR BUFFER address ON DEVICE device )? ;

// ⚠ [PID 314528] Buffer reused with DIFFERENT size: old=24576 new=12288 (buffer_id=1073739776, device=0)
resized
    : PID process SQUARE RESIZED OLD_EQUALS amount NEW_EQUALS size
      OPEN BUFFER_ID address COMMA DEVICE_EQUALS device CLOSE
    ;

// 🚀 Enhanced Allocation Server started (with history tracking)
started : STARTED ;

// 🛑 Allocation Server stopped
stopped : STOPPED ;

// 🔍 Device detection (using TT-Metal APIs):
detection : DETECTION ;

// 🔄 Background cleanup thread started (checking every 10s)
background : BACKGROUND ;

// 📊 Current Statistics:
statistics : STATISTICS ;

//   Active allocations: 87
active : ACTIVE count ;

// ⚠️  Detected dead processes, cleaning up orphaned buffers...
deadFound : DEAD_FOUND ;

//    PID 314528 is dead, removing its buffers...
dead : PID process ( DEAD_REMOVING | DEAD_CLEANING ) ;

//    ✓ Removed 6 buffers (0.171875 MB) from PID 314528
removed : REMOVED count ( BUFFERS | CBS | KERNELS ) OPEN amount REMOVED_FROM process ;

// 📋 Received DUMP_REMAINING request...
// 📋 DUMP_REMAINING complete.
dump : DUMP WORD ;

// ║           REMAINING ALLOCATED BUFFERS                       ║
remainingBox : REMAINING_BOX ;

// ║           DOUBLE-FREED BUFFERS                              ║
doubleFreedBox : DOUBLE_FREED_BOX ;

// Total tracked allocations: 42
totalTracked : TOTAL_TRACKED count ;

// Total remaining buffers: 42
totalRemaining : TOTAL_REMAINING count ;

// ✓ No buffers remaining - perfect cleanup!
noneRemaining : NONE_REMAINING ;

// ⚠️  However, found 2 buffers that were DOUBLE-FREED during execution!
doubleFreed : HOWEVER_FOUND count BUFFERS ;

// Device 0: Buffers: 18, DRAM: 14790656 bytes, L1: 22528 bytes
summary
    : DEVICE_LABEL device SUMMARY_BUFFERS count
      ( COMMA ( DRAM_LABEL | L1_LABEL | L1_SMALL_LABEL | TRACE_LABEL | SYSTEM_LABEL ) amount BYTES )*
    ;

// ✓ [CB_ALLOC] Device 0: +0.25 MB (Total: 21.7494 MB)
// ✗ [CB_FREE] Device 0: -0 MB (Total: 21.7494 MB)
circularBuffer : ( CB_ALLOC | CB_FREE ) DEVICE_LABEL device COLON change ;

// ✓ [KERNEL_LOAD] Fabric kernel on Device 0: +0.875 MB (Total: 0.875 MB)
// ✗ [KERNEL_UNLOAD] Device 0: -0.0546875 MB (Total: 0.144531 MB)
kernel
    : ( KERNEL_LOAD | KERNEL_UNLOAD ) ( KERNEL_KIND KERNEL ON )? DEVICE_LABEL device COLON change
    ;

// 🔍 KERNEL_LOAD Backtrace (Device 0, Type: Fabric, Binary Size: 56 KB, Cores: 16, Total L1: 896 KB, ID: 0x...):
kernelBacktrace : KERNEL_BACKTRACE DEVICE_LABEL device ;

// Unknown message type: 134
// ⚠️  Invalid message type 96 - skipping
// ⚠️  Too many consecutive errors (10) - closing connection (likely protocol mismatch)
protocolError : ( UNKNOWN_MESSAGE | INVALID_MESSAGE | TOO_MANY_ERRORS ) ( amount | WORD ) ;

// [TT-Metal] Warning: Allocation tracking enabled but server not available at /tmp/tt_allocation_server.sock
noServer : NO_SERVER ;

// [1532ms] L1 Peak on device 0: 12 MB (37 buffers)
l1Peak : L1_PEAK device COLON amount MB ( OPEN amount BUFFERS CLOSE )? ;

// [1740ms] L1 Drop on device 0: 12 MB -> 0 MB
l1Drop : L1_DROP device COLON amount MB ARROW amount MB ;

// === L1 Memory Summary ===
l1Summary : L1_SUMMARY ;

change : PLUS? MINUS? amount MB ( OPEN TOTAL_LABEL MINUS? amount MB CLOSE )? ;

detail
    : ( deviceLine | amountLine | listening | pressKey | listedBuffer | twiceFreed | history | past ) tail? EOF
    ;

//   Device 0:
//    Device 0: Wormhole_B0 (12GB DRAM, 93MB L1)
// Device 0: Peak 12 MB, Current 0 MB
deviceLine
    : DEVICE_LABEL amount COLON
      ( WORD OPEN INT GB MEMORY_KIND COMMA INT MB MEMORY_KIND CLOSE | PEAK amount MB COMMA CURRENT amount MB )?
    ;

//     DRAM: 32768 bytes (32 KB)
//   L1: 23 buffers, 14.5 MB total
//    Total: 2 PCIe device(s) detected
amountLine
    : ( BUFFERS_LABEL | TOTAL_LABEL | DRAM_LABEL | L1_LABEL | L1_SMALL_LABEL | TRACE_LABEL | SYSTEM_LABEL ) amount
      ( BYTES ( OPEN amount KB CLOSE )? | BUFFERS COMMA amount MB TOTAL | KB )?
    ;

//    Listening on: /tmp/tt_allocation_server.sock
listening : LISTENING ;

//    Press Ctrl+C to stop
pressKey : PRESS_KEY ;

//     - Buffer 0x40000000: 12 KB (PID 12345, ref_count=1)
listedBuffer : LISTED_BUFFER amount COLON amount KB OPEN PID amount COMMA REF_COUNT amount CLOSE ;

// Buffer 0x18c6a00 on device 0:
twiceFreed : TWICE_FREED amount ON DEVICE amount COLON ;

//       History (allocs=3 frees=2):
//    Last 5 events for this buffer:
//   Total allocs: 1, Total frees: 2
history
    : HISTORY ( OPEN ALLOCS_EQUALS amount FREES_EQUALS amount CLOSE )? COLON
    | LAST_EVENTS amount EVENTS
    | TOTAL_ALLOCS amount COMMA TOTAL_FREES amount
    ;

//         ALLOC size=524288 pid=12345 ref=1
past : ( PAST_ALLOC | PAST_FREE | PAST_REUSE ) amount PID_EQUALS amount REF_EQUALS amount ;

process    : INT ;
size       : INT ;
device     : INT ;
memory     : MEMORY_KIND ;
address    : HEX | INT ;
references : INT ;
count      : INT ;
last       : FINAL ;
name       : ALREADY_FREED ;
amount     : INT | HEX | REAL ;

// what follows a record on its line is not part of it: a remark, or another record
tail : any+ ;
any  : . ;
