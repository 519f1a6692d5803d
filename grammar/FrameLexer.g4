// The tokens of one line of a call stack, from its number, module or dashes to the end of the line.
lexer grammar FrameLexer;

// "3. ttnn::add()" of the tracker
NUMBER : [0-9]+ '. ' -> mode(SYMBOLS) ;
// "--- tt::tt_metal::Buffer::allocate_impl()" of a runtime backtrace
DASHES : '--- ' -> mode(SYMBOLS) ;
// "/opt/lib/libtt_metal.so: tt::tt_metal::Buffer::create" and "libtt_metal.so : ...+0x1f" of block records
MODULE : ~[ \t\r\n:]+ ' '? ': ' -> mode(SYMBOLS) ;
// a frame that the recorder could not take apart
RAW : ~[\r\n] -> more, mode(SYMBOLS) ;

mode SYMBOLS;
SYMBOL : ~[\r\n]+ ;
