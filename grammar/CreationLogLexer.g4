// The tokens of the buffer creation log, line by line.
lexer grammar CreationLogLexer;

CREATED : '=== Pre-Allocated Buffer Created ===' ;

TIME    : 'Time: ' -> mode(REST) ;
DEVICE  : 'Device ID: ' ;
ADDRESS : 'Address: ' ;
SIZE    : 'Size: ' ;
TYPE    : 'Buffer Type: ' ;
POINTER : 'Buffer Pointer: ' ;

BYTES       : 'bytes' ;
MEMORY_KIND : 'DRAM' | 'L1' | 'L1_SMALL' | 'TRACE' | 'SYSTEM_MEMORY' ;

HEX  : '0x' [0-9a-fA-F]+ ;
INT  : [0-9]+ ;
WORD : [A-Za-z_] [A-Za-z0-9_]* ;

OPEN  : '(' ;
CLOSE : ')' ;

BLANK  : [ \t]+ -> channel(HIDDEN) ;
OTHER  : . ;

mode REST;
TEXT : ~'\n'+ ;
