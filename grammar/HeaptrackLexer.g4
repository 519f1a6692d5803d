// The tokens of heaptrack's interpreted recordings, line by line: a letter that says what the line defines, then
// hexadecimal numbers without a prefix.
// Every byte is one character (Latin-1), so that positions are byte offsets.
lexer grammar HeaptrackLexer;

VERSION        : 'v ' -> mode(REST) ;
COMMAND        : 'X ' -> mode(REST) ;
SYSTEM         : 'I ' -> mode(REST) ;
ATTACHED       : 'A' -> mode(REST) ;
SUPPRESSION    : 'S ' -> mode(REST) ;
STRING         : 's ' -> mode(REST) ;
POINTER        : 'i ' -> mode(REST) ;
TRACE          : 't ' -> mode(REST) ;
KIND           : 'a ' -> mode(REST) ;
ALLOCATED      : '+ ' -> mode(REST) ;
FREED          : '- ' -> mode(REST) ;
TIME           : 'c ' -> mode(REST) ;
RESIDENT       : 'R ' -> mode(REST) ;
EXECUTABLE     : 'x ' -> mode(REST) ;
MODULE         : 'm ' -> mode(REST) ;
STRING_TOTAL   : '# strings: ' -> mode(TOTAL) ;
POINTER_TOTAL  : '# ips: ' -> mode(TOTAL) ;
COMMENT        : '#' -> mode(REST) ;
UNKNOWN        : . -> mode(REST) ;

mode REST;
HEXDIGITS : [0-9a-f]+ ;
SPACE     : ' ' ;
OTHER     : . ;

mode TOTAL;
INT         : [0-9]+ ;
TOTAL_OTHER : . -> type(OTHER) ;
