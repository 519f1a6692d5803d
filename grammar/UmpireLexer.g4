// The tokens of a replay log of Umpire, in which every line is a JSON object whose keys always stand in one order.
// Every byte is one character (Latin-1), so that positions are byte offsets.
lexer grammar UmpireLexer;

OPERATION   : '{"category":"operation","name":"' ;

ALLOCATE    : 'allocate","numeric_args":{"size":' ;
DEALLOCATE  : 'deallocate","string_args":{"allocator_ref":"' ;
REALLOCATE  : 'reallocate","numeric_args":{"size":' ;
REALLOCATED : 'reallocate","numeric_args":{},"string_args":{"allocator_ref":"' ;

OF          : '},"string_args":{"allocator_ref":"' ;
POINTER     : '","pointer":"' ;
CURRENT     : '","current_ptr":"' ;
NEW         : '","new_ptr":"' ;
END         : '"}' ;

// these names are followed as above, or the line is malformed
ALLOCATE_ALONE   : 'allocate"' ;
DEALLOCATE_ALONE : 'deallocate"' ;
REALLOCATE_ALONE : 'reallocate"' ;

ANOTHER_NAME : [a-z] [a-z_]* '"' ;

HEX : '0x' [0-9a-fA-F]+ ;
INT : [0-9]+ ;

OTHER  : . ;
