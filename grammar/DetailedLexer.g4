// The tokens of the one-line allocation log and of the two lines that were proposed with it.
lexer grammar DetailedLexer;

ALLOC      : 'ALLOC: pid=' ;
DESTRUCTOR : '~Buffer() called: ' ;
CREATED    : 'Buffer created: ' ;

DEVICE     : 'device=' ;
SIZE       : 'size=' ;
TYPE       : 'type=' ;
ADDR       : 'addr=' ;
TIMESTAMP  : 'timestamp=' ;
REF_COUNT  : 'ref_count=' ;

HEX : '0x' [0-9a-fA-F]+ ;
INT : [0-9]+ ;

BLANK  : [ \t]+ -> channel(HIDDEN) ;
OTHER  : . ;
