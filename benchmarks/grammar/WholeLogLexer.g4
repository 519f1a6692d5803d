// All of a tracker log in one stream of tokens: what a grammar costs without plans. The records are those of the
// project's own grammar; a frame is one token, which is the least that it can be.
lexer grammar WholeLogLexer;

import TrackerLexer;

FRAME   : ' '+ [0-9]+ '. ' ~[\r\n]* ;
NEWLINE : '\r'? '\n' ;
