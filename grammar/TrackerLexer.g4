// The tokens of the tracker format: one line of a record, from its first literal to the end of the line.
// What stands before the literal on the line is not part of the language; the reader finds the literal.
// Every byte is one character (Latin-1), so that positions are byte offsets whatever the encoding.
lexer grammar TrackerLexer;

TRACKING   : 'DEBUG: Tracking buffer at ' ;
UNTRACKING : 'DEBUG: Untracking buffer at ' ;
OPENING    : 'DEBUG: Opening mesh device ' ;
OPENED     : 'DEBUG: Opened mesh device ' ;
CLOSING    : 'DEBUG: Closing mesh device ' ;
CLOSED     : 'DEBUG: Closed mesh device ' ;
CLEARING   : 'DEBUG: Clearing program cache on mesh device ' ;
CLEARED    : 'DEBUG: Cleared program cache on mesh device ' ;
CHECKPOINT : 'DEBUG: Checkpoint name=' ;
ENDED      : 'DEBUG: Recording ended' ;

SIZE      : 'size=' ;
DEVICE    : 'device=' ;
DEVICES   : 'devices=' ;
TYPE      : 'type=' ;
PAGE_SIZE : 'page_size=' ;
BANKS     : 'banks=' ;
ARCH      : 'arch=' ;
ENTRIES   : 'entries=' ;
EVENTS    : 'events=' ;
PID       : 'pid=' ;
SEQ       : 'seq=' ;

MEMORY_KIND : 'DRAM' | 'L1' | 'L1_SMALL' | 'TRACE' | 'SYSTEM_MEMORY' | 'CB' ;

HEX    : '0x' [0-9a-fA-F]+ ;
INT    : [0-9]+ ;
LIST   : [0-9]+ (',' [0-9]+)+ ;
QUOTED : '"' ~["\r\n]* '"' ;
KEY    : [A-Za-z_] [A-Za-z0-9_.-]* '=' ;
VALUE  : [!#-<>-~]+ ;

BLANK  : [ \t]+ -> channel(HIDDEN) ;
OTHER  : . ;
