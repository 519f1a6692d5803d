// The tokens of the allocation stack trace log, line by line.
lexer grammar StackTraceLexer;

TITLE        : '=== TT-Metal Buffer Allocation Stack Traces ===' ;
ALLOCATION   : 'Allocation #' ;
DEALLOCATION : 'Deallocation' ;

PID         : 'PID: ' ;
TIME        : 'Time: ' -> mode(REST) ;
DEVICE      : 'Device: ' ;
TYPE        : 'Type: ' ;
SIZE        : 'Size: ' ;
ADDRESS     : 'Address: ' ;
STACK_TRACE : 'Stack trace:' ;

BYTES       : 'bytes' ;
KB          : 'KB' ;
MEMORY_KIND : 'DRAM' | 'L1' | 'L1_SMALL' | 'TRACE' | 'SYSTEM_MEMORY' ;

HEX  : '0x' [0-9a-fA-F]+ ;
INT  : [0-9]+ ;
REAL : '-'? [0-9]+ ( '.' [0-9]+ ( 'e' [+-]? [0-9]+ )? | 'e' [+-]? [0-9]+ ) ;
WORD : [A-Za-z_] [A-Za-z0-9_]* ;

OPEN  : '(' ;
CLOSE : ')' ;

BLANK  : [ \t]+ -> channel(HIDDEN) ;
OTHER  : . ;

mode REST;
TEXT : ~'\n'+ ;
