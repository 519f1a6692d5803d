// The tokens of the blocks in a buffer debug log, line by line.
lexer grammar BufferDebugLexer;

ALLOCATED   : 'BUFFER ALLOCATED' ;
DEALLOCATED : 'BUFFER DEALLOCATED' ;
DESTRUCTOR  : 'BUFFER DESTRUCTOR' ;
STILL       : '(still ALLOCATED - will deallocate)' ;

TIME       : 'Time: ' -> mode(REST) ;
DEVICE     : 'Device: ' ;
ADDRESS    : 'Address: ' ;
SIZE       : 'Size: ' ;
TYPE       : 'Type: ' ;
POINTER    : 'Buffer*: ' ;
OWNS       : 'Owns Data: ' ;
HOOKED     : 'Hooked: ' ;
CALL_STACK : 'Call Stack:' ;

BYTES       : 'bytes' ;
KB          : 'KB' ;
MEMORY_KIND : 'DRAM' | 'L1' | 'L1_SMALL' | 'TRACE' | 'SYSTEM_MEMORY' ;
YES         : 'yes' ;
NO          : 'no' ;

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
