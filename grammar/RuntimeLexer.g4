// The tokens of what TT-Metal, the C++ runtime and the operating system print.
// Every byte is one character (Latin-1), so that positions are byte offsets.
lexer grammar RuntimeLexer;

CLOSING_MESH     : 'Closing mesh device ' ;
CLOSING_DEVICE   : 'Closing device ' ;
INITIALIZING     : 'Initializing device ' ;
ENABLING_CACHE   : 'Enabling program cache on ' ;
CLEARING_CACHE   : 'Clearing program cache on ' ;
DISABLING_CACHE  : 'Disabling and clearing program cache on ' ;

NOT_ENOUGH_SPACE : 'Out of Memory: Not enough space ' ;
BELOW_LIMIT      : 'Out of Memory: Cannot allocate at an address below ' ;

FATAL_AT         : 'TT_FATAL @ ' -> mode(REST) ;
THROW_AT         : 'TT_THROW @ ' -> mode(REST) ;
ASSERT_AT        : 'TT_ASSERT @ ' -> mode(REST) ;
STATIC_BUFFERS   : 'Statically allocated circular buffers ' ;
GLOBAL_BUFFER    : 'Cannot set to globally allocated buffer' -> mode(REST) ;
MISS_FORBIDDEN   : ': program cache is disabled, but ' -> mode(REST) ;
MISS_OCCURRED    : 'Program cache miss occurred, but ' -> mode(REST) ;

TERMINATE        : 'terminate called after throwing an instance of ' -> mode(REST) ;
TERMINATE_BARE   : 'terminate called without an active exception' ;
TERMINATING      : 'libc++abi: terminating ' -> mode(REST) ;
SIGNAL_RECEIVED  : '*** Process received signal ***' ;
SIGNAL_SEGV      : 'Signal: Segmentation fault' ;
SIGNAL_ABORT     : 'Signal: Aborted' ;
SIGNAL_BUS       : 'Signal: Bus error' ;
DUMPED_SEGV      : 'Segmentation fault (core dumped)' ;
DUMPED_ABORT     : 'Aborted (core dumped)' ;
DUMPED_BUS       : 'Bus error (core dumped)' ;
// with the blank behind the process id
KILLED_BY_SHELL  : ' Killed         ' ;
KILLED_PROCESS   : 'Killed process ' ;
PYTHON_FATAL     : 'Fatal Python error: ' -> mode(REST) ;
DIED_WITH        : 'died with <Signals.' -> mode(REST) ;

PYTHON_TRACE     : 'Traceback (most recent call last):' ;
JOB_FAILED       : '##[error]Process completed with exit code ' -> mode(REST) ;
JOB_CANCELED     : '##[error]The operation was canceled' ;

UNSAFE           : 'Allocating device buffers is potentially unsafe' ;
DRAM_VIEW        : 'Device DRAM memory state: MemoryView{' ;
L1_VIEW          : 'Device L1 memory state: MemoryView{' ;
L1_SMALL_VIEW    : 'Device L1_SMALL memory state: MemoryView{' ;
SMALL_L1_VIEW    : 'Device L1 SMALL memory state: MemoryView{' ;
TRACE_VIEW       : 'Device TRACE memory state: MemoryView{' ;
SHM_TRACKING     : 'ShmTrackingProcessor::track_' ;
SHM_PROVIDER     : 'SHM Provider initialized: ' ;
CACHE_ENTRIES    : '<bound method PyCapsule.num_program_cache_entries of ' ;
BACKTRACE        : 'backtrace:' ;
MESSAGE_INTRO    : 'info:' ;

VIEW_BANKS       : 'numBanks: ' ;
VIEW_TOTAL       : 'totalBytesPerBank: ' ;
VIEW_ALLOCATED   : 'totalBytesAllocatedPerBank: ' ;
VIEW_FREE        : 'totalBytesFreePerBank: ' ;
VIEW_LARGEST     : 'largestContiguousBytesFreePerBank: ' ;
VIEW_END         : '}' ;
MB               : 'MB' ;

SHM_DEVICE       : 'allocate: Calling SHM record_allocation (device_id=' ;
SHM_BACKING      : 'allocate: Tracking MeshDevice backing buffer on underlying device ' ;
SHM_MESH         : 'mesh_device_id=' ;
SHM_TYPE         : 'type=' ;
SHM_SIZE         : 'size=' ;
SHM_PROCESS      : 'pid=' ;

DEVICE_OPERATION : 'Device operation ' ;
MESH_DEVICE      : 'MeshDevice' ;
MESH             : 'mesh' ;
DEVICE           : 'device' ;
CACHE_OFF        : 'Program cache is NOT enabled' ;
AFTER_DEPENDENCIES : 'after considering dependencies' ;
TO               : 'to' ;
OF               : 'of' ;
ALLOCATE         : 'allocate' ;
B                : 'B' ;
BUFFER           : 'buffer' ;
ACROSS           : 'across' ;
BANKS            : 'banks' ;
WHERE            : 'where' ;
EACH             : 'each' ;
BANK             : 'bank' ;
NEEDS            : 'needs' ;
STORE            : 'store' ;
BUT              : 'but' ;
SIZE             : 'size' ;
IS               : 'is' ;
ONLY             : 'only' ;
PER              : 'per' ;
ALLOCATED        : 'allocated' ;
FREE             : 'free' ;
LARGEST          : 'largest' ;
BLOCK            : 'block' ;
ALLOCATION       : 'Allocation' ;
TRIED            : 'Tried' ;
AT               : 'at' ;
ENDS_AT          : 'region ends at ' ;
BEYOND_MAXIMUM   : 'beyond max' ;
PLACEHOLDER      : '{}' ;
MEMORY_KIND      : 'DRAM' | 'L1' | 'L1_SMALL' | 'TRACE' | 'SYSTEM_MEMORY' ;

HEX    : '0x' [0-9a-fA-F]+ ;
INT    : [0-9]+ ;
QUOTED : '"' ~["\r\n]* '"' ;
WORD   : [A-Za-z_] [A-Za-z0-9_]* ;

OPEN  : '(' ;
CLOSE : ')' ;
COMMA : ',' ;
COLON : ':' ;
DOT   : '.' ;
BAR   : '|' ;

BLANK  : [ \t]+ -> channel(HIDDEN) ;
OTHER  : . ;

mode REST;
TEXT : ~'\n'+ ;
