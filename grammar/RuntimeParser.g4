// One line of what TT-Metal, the C++ runtime and the operating system print. Numbers are read as the log has
// them; of an allocation that failed, all but the size and the memory kind count for one bank.
parser grammar RuntimeParser;

options { tokenVocab = RuntimeLexer; }

record
    : ( closingMesh | closingDevice | initializing | cacheEnabled | cacheClearing ) rest? EOF
    | outOfMemory ( ~COMMA any* )? EOF
    | ( fatal | clash | tooMuch | memoryFatal | died | failed | signalled | killed | memoryView | volume | remark ) any* EOF
    | orphanBacktrace remainder? EOF
    ;

// 2026-01-22 09:31:33.991 | info     |           Metal | Closing mesh device 1 (mesh_device.cpp:512)
closingMesh : CLOSING_MESH mesh ;

//                  Metal | INFO     | Closing device 0
closingDevice : CLOSING_DEVICE device ;

//                  Metal | INFO     | Initializing device 0. Program cache is NOT enabled
initializing : INITIALIZING device ( DOT CACHE_OFF )? ;

//                  Metal | INFO     | Enabling program cache on device 0
cacheEnabled : ENABLING_CACHE cacheOwner ;

// Clearing program cache on MeshDevice 1
//                  Metal | INFO     | Disabling and clearing program cache on device 0
cacheClearing : ( CLEARING_CACHE | DISABLING_CACHE ) cacheOwner ;

cacheOwner : ( MESH_DEVICE | MESH DEVICE ) mesh | DEVICE device ;

// what may follow a life-cycle line: its place in the source, or the next logger's line glued to it
rest : ( OPEN | BAR | OTHER | WORD BAR ) any* ;

// Out of Memory: Not enough space to allocate 58720256 B DRAM buffer across 12 banks, where each bank needs to store 4894720 B, but bank size is 1071821792 B (allocated: 888424448 B, free: 183397344 B, largest free block: 3382944 B)
// Out of Memory: Not enough space after considering dependencies to allocate 2048 B L1 across 64 banks (32 B per bank), bank size is 1393472 B (allocated: 923776 B, free: 469696 B, largest free block: 373824 B)
// Out of Memory: Not enough space to allocate {} B {} buffer across {} banks, where each bank needs to store {} B
// Out of Memory: Cannot allocate at an address below 749728. Allocation at 483328
outOfMemory
    : NOT_ENOUGH_SPACE TO ALLOCATE size B memory BUFFER? ACROSS banks BANKS
      COMMA WHERE EACH BANK NEEDS TO STORE neededPerBank B ( COMMA BUT bankStated )?
    | NOT_ENOUGH_SPACE AFTER_DEPENDENCIES TO ALLOCATE size B memory BUFFER? ACROSS banks BANKS
      OPEN neededPerBank B PER BANK CLOSE ( COMMA bankStated )?
    | NOT_ENOUGH_SPACE TO ALLOCATE PLACEHOLDER B PLACEHOLDER BUFFER? ACROSS PLACEHOLDER BANKS
      COMMA WHERE EACH BANK NEEDS TO STORE PLACEHOLDER B size memory banks neededPerBank
    | NOT_ENOUGH_SPACE TO ALLOCATE PLACEHOLDER B PLACEHOLDER BUFFER? ACROSS PLACEHOLDER BANKS
      COMMA WHERE EACH BANK NEEDS TO STORE PLACEHOLDER B COMMA BUT BANK SIZE IS ONLY? PLACEHOLDER B
      size memory banks neededPerBank bankSize
    | BELOW_LIMIT limit DOT ( ALLOCATION | TRIED TO ALLOCATE ) AT address
    | BELOW_LIMIT PLACEHOLDER DOT ( ALLOCATION | TRIED TO ALLOCATE ) AT PLACEHOLDER limit address
    ;

bankStated
    : BANK SIZE IS ONLY? bankSize B
      ( OPEN ALLOCATED COLON allocatedPerBank B COMMA FREE COLON freePerBank B
        COMMA LARGEST FREE BLOCK COLON largestFree B CLOSE )?
    ;

// RuntimeError: TT_FATAL @ /tt-metal/tt_metal/impl/allocator/bank_manager.cpp:433: address.has_value()
fatal : ( FATAL_AT | THROW_AT | ASSERT_AT ) place ;

// Statically allocated circular buffers in program 77 clash with L1 buffers on core range [(x=0,y=0) - (x=7,y=7)]. L1 buffer allocated at 974336 and static circular buffer region ends at 1089536
clash : STATIC_BUFFERS ~( MEMORY_KIND | TO )* memory ~ALLOCATED* ALLOCATED AT address ~ENDS_AT* ENDS_AT limit ;

// Statically allocated circular buffers on core range [0-0 - 7-7] grow to 2358240 B which is beyond max L1 size of 1499136 B
tooMuch : STATIC_BUFFERS ~( MEMORY_KIND | TO )* TO neededPerBank ~BEYOND_MAXIMUM* BEYOND_MAXIMUM memory SIZE OF bankSize ;

// Cannot set to globally allocated buffer. Circular buffer size 131072 B exceeds allocated L1 buffer bank size of 65536 B
// Device operation "Pad": program cache is disabled, but cache misses are forbidden
// Program cache miss occurred, but cache misses are forbidden
memoryFatal : ( GLOBAL_BUFFER | DEVICE_OPERATION QUOTED MISS_FORBIDDEN | MISS_OCCURRED ) message ;

// terminate called after throwing an instance of 'std::runtime_error'
// libc++abi: terminating due to uncaught exception of type std::runtime_error
// Fatal Python error: Segmentation fault
// subprocess.CalledProcessError: Command 'python3 test.py' died with <Signals.SIGABRT: 6>.
died : ( TERMINATE | TERMINATING | PYTHON_FATAL | DIED_WITH ) message ;

// Traceback (most recent call last):
// ##[error]Process completed with exit code 137.
// ##[error]The operation was canceled.
failed : PYTHON_TRACE | JOB_FAILED message | JOB_CANCELED ;

// [tt-loudbox:03127] *** Process received signal ***
// [tt-loudbox:03127] Signal: Segmentation fault (11)
// Aborted (core dumped)
signalled : name ;

// run.sh: line 12: 314528 Killed                  python3 test.py
// Out of memory: Killed process 314528 (python3) total-vm:231360kB
killed : KILLED_BY_SHELL | KILLED_PROCESS process ;

// Always | DEBUG | Device DRAM memory state: MemoryView{numBanks: 12, totalBytesPerBank: 1024.000 MB, totalBytesAllocatedPerBank: 0.008 MB, totalBytesFreePerBank: 1023.992 MB, largestContiguousBytesFreePerBank: 1023.992 MB}
memoryView
    : viewed VIEW_BANKS banks COMMA VIEW_TOTAL bankMib DOT bankThousandths MB
      COMMA VIEW_ALLOCATED allocatedMib DOT allocatedThousandths MB
      COMMA VIEW_FREE freeMib DOT freeThousandths MB
      COMMA VIEW_LARGEST largestMib DOT largestThousandths MB VIEW_END
    ;

viewed : DRAM_VIEW | L1_VIEW | L1_SMALL_VIEW | SMALL_L1_VIEW | TRACE_VIEW ;

// ShmTrackingProcessor::track_allocate: Calling SHM record_allocation (device_id=0, type=0, size=2048 B, pid=4711)
// ShmTrackingProcessor::track_allocate: Tracking MeshDevice backing buffer on underlying device 3 (mesh_device_id=1, type=DRAM, size=2048 B, pid=4711)
volume
    : SHM_TRACKING ( SHM_DEVICE device COMMA | SHM_BACKING device OPEN SHM_MESH mesh COMMA )
      SHM_TYPE ( memory | memoryNumber ) COMMA SHM_SIZE size B COMMA SHM_PROCESS process CLOSE
    ;

// ShmTrackingProcessor::track_allocate: Tracked MeshDevice backing buffer on 8 underlying device(s) (mesh_device_id=1, total_devices=8)
// Device DRAM memory state: MemoryView{numBanks: 12}
// Allocating device buffers is potentially unsafe due to the existence of an active trace.
//  +  where 3 = <bound method PyCapsule.num_program_cache_entries of MeshDevice(1x1 grid, 1 devices)>()
remark : ( UNSAFE | viewed | SHM_TRACKING | SHM_PROVIDER | CACHE_ENTRIES ) ;

// backtrace:
orphanBacktrace : BACKTRACE ;

detail : ( messageIntro | stackIntro ) remainder? EOF ;

// info:
messageIntro : MESSAGE_INTRO ;

// backtrace:
//  --- tt::tt_metal::BankManager::allocate_buffer(unsigned long, unsigned long, bool)
stackIntro : BACKTRACE ;

size             : INT ;
memory           : MEMORY_KIND ;
banks            : INT ;
neededPerBank    : INT ;
bankSize         : INT ;
allocatedPerBank : INT ;
freePerBank      : INT ;
largestFree      : INT ;
limit            : INT ;
address          : INT ;
mesh             : INT ;
device           : INT ;
process          : INT ;
memoryNumber     : INT ;

// mebibytes, with three decimals
bankMib              : INT ;
bankThousandths      : INT ;
allocatedMib         : INT ;
allocatedThousandths : INT ;
freeMib              : INT ;
freeThousandths      : INT ;
largestMib           : INT ;
largestThousandths   : INT ;

message          : INT | TEXT ;

place            : TEXT ;

name
    : TERMINATE_BARE
    | SIGNAL_RECEIVED
    | SIGNAL_SEGV
    | SIGNAL_ABORT
    | SIGNAL_BUS
    | DUMPED_SEGV
    | DUMPED_ABORT
    | DUMPED_BUS
    ;

// what follows a record on its line is not part of it: its place in the source, or another record
remainder : OTHER any* ;
any       : . ;
