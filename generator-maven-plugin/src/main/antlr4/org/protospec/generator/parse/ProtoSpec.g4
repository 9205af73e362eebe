// The syntax of .proto-spec files. Without actions: what is odd about regular expressions and comments is done by
// SpecLexer, and words are kept apart from names by the rule 'name', so that a field may be called "state" or "size".
grammar ProtoSpec;

// Made by SpecLexer, since a '/' begins a regular expression only where no division can stand.
tokens { REGEX, UNTERMINATED_REGEX, UNTERMINATED_COMMENT }

spec : declaration* EOF ;

declaration
    : protocolDecl | looksLikeDecl | byteOrderDecl | bitOrderDecl | constDecl | enumDecl | tokenDecl | messageDecl | bitsDecl | eventDecl | machineDecl
    | importDecl | functionDecl | externDecl
    ;

protocolDecl : 'protocol' name ('over' binding (',' binding)*)? ';' ;
binding : layer=name key=name INT (',' INT)* ;

importDecl : 'import' (names+=name (',' names+=name)* 'from')? origin=name ';' ;

looksLikeDecl : 'looks_like' firstBytes (',' firstBytes)* ';' ;
firstBytes : ('up' | 'down') ':' delimiter ('max' INT)? ;

byteOrderDecl : 'byteorder' name ';' ;
bitOrderDecl : 'bitorder' name ';' ;
constDecl : 'const' name '=' expression ';' ;
enumDecl : 'enum' name ':' name '{' enumItem* '}' ;
enumItem : name '=' expression ';' ;
tokenDecl : 'token' name '=' pattern ('max' INT)? ';' ;
messageDecl : 'message' name ('(' parameters? ')')? ('max' INT)? block ;
bitsDecl : 'bits' name order=name? block ;
eventDecl : 'stream'? 'event' name ('(' parameters? ')')? ';' ;
parameters : parameter (',' parameter)* ;
parameter : name ':' valueType ;
valueType : name ('<' element=name '>')? ('[' ']')? '?'? ('max' expression)? ;

functionDecl : 'fn' name '(' parameters? ')' '=' expression ';' ;

externDecl
    : 'extern' 'fn' name '(' parameters? ')' ('->' valueType)? ';' # externFunction
    | 'extern' 'filter' name ';'                                   # externFilter
    ;

// ------------------------------------------------------------------------------------------------ messages

block : '{' item* '}' ;

item : letItem | requireItem | ifItem | optionalItem | switchItem | choiceItem | tryItem | unionItem | bitsItem | skipItem | alignItem | atItem | resyncItem | field ;

letItem : 'let' name (':' valueType)? '=' expression ';' ;
requireItem : 'require' expression (':' expression)? ';' ;
ifItem : 'if' expression block ('else' 'if' expression block)* ('else' block)? ;
optionalItem : 'optional' block ;
switchItem : 'switch' expression '{' switchCase* '}' ;
switchCase : ('case' expression (',' expression)* | 'default') ':' item* ;

choiceItem : 'choice' '{' alternative* ('default' ':' item*)? '}' ;
alternative : block | field ;
tryItem : 'try' ('max' expression)? block ('or' block)+ ;
unionItem : 'union' '{' alternative+ '}' ;

bitsItem : 'bits' order=name? block ;
skipItem : 'skip' expression ';' ;
alignItem : 'align' expression ';' ;
atItem : 'at' expression ('from' origin=name)? block ;

resyncItem : 'resync' resyncPlace ';' ;
resyncPlace : ('after' | 'before') delimiter ;

field : (name ':')? fieldType modifier* ';' ;

fieldType : baseType arraySuffix? ;

baseType
    : 'bytes' '[' expression ']'                                  # countedBytes
    | 'bytes' 'to' 'end'                                          # bytesToEnd
    | 'bytes' how=('until' | 'before') delimiter (',' delimiter)* delimiterOption* # delimitedBytes
    | pattern                                                     # patternType
    | plainName ('(' arguments? ')')?                             # namedType
    | block                                                       # inlineType
    ;

arraySuffix
    : '[' expression ']'         # countedArray
    | '[' ']' 'until' expression # arrayUntil
    | '[' ']' 'while' expression # arrayWhile
    | '[' ']' 'to' 'end'         # arrayToEnd
    | '[' ']'                    # arrayByLookAhead
    ;

pattern : (REGEX | STRING) 'ignorecase'? ;

delimiter : pattern | plainName ;

delimiterOption
    : 'inclusive'                      # inclusiveOption
    | 'at' 'line_start'                # lineStartOption
    | 'or' 'end'                       # orEndOption
    | 'or' delimiter 'when' 'answered' # whenAnsweredOption
    ;

modifier
    : ('le' | 'be')                         # orderModifier
    | '=' expression                        # constantModifier
    | 'as' '*' expression                   # scaleModifier
    | 'as' plainName ('(' arguments? ')')?  # asModifier
    | 'max' expression                      # maxModifier
    | 'size' expression                     # sizeModifier
    | 'stream' 'to' 'protocol' name # feedModifier
    | 'stream' ('to' name ('(' arguments? ')')?)? # streamModifier
    | 'decode' filterUse (',' filterUse)*   # decodeModifier
    | 'if' expression                       # ifModifier
    | 'resync' resyncPlace                  # resyncModifier
    | 'require' expression (':' expression)? # requireModifier
    ;

filterUse : name ('if' expression)? ;

// ------------------------------------------------------------------------------------------------ machines

machineDecl : 'machine' name ('over' origin=name)? '{' machineMember* '}' ;
machineMember : varDecl | inputDecl | actionsDecl | state ;
inputDecl : 'event' name ('(' parameters? ')')? ';' ;
actionsDecl : 'actions' name '(' parameters? ')' actionBlock ;
varDecl : 'var' name ':' valueType ('=' expression)? ';' ;
state : ('any' 'state' | stateFlag* 'state' name ('over' layers+=name (',' layers+=name)*)?) '{' stateMember* '}' ;
stateFlag : 'initial' | 'midstream' ;
stateMember : expectation | transition ;
expectation : ('up' | 'down') ':' ('defer' | plainName ('(' arguments? ')')?) ';' ;
transition
    : 'on' name DURATION? ('(' variable=name? ')')? ('when' expression)? actionBlock? ('->' target=name)? ';'
    ;

actionBlock : '{' action* '}' ;

action
    : 'emit' name ('(' arguments? ')')? ';'  # emitAction
    | 'alert' name expression ';'            # alertAction
    | 'drop' ';'                             # dropAction
    | 'opaque' ('up' | 'down')? ';'          # opaqueAction
    | 'resync' resyncPlace ';'               # resyncAction
    | name '=' expression ';'                # assignAction
    | name '+=' expression ';'               # appendAction
    | 'if' expression actionBlock ('else' 'if' expression actionBlock)* ('else' actionBlock)? # ifAction
    | 'hand' 'over' 'to' name ';'            # handOverAction
    | 'pop' name ('when' expression)? ';'    # popAction
    | name '(' arguments? ')' ';'            # callAction
    ;

// --------------------------------------------------------------------------------------------- expressions

arguments : expression (',' expression)* ;

// An expression by itself, as it stands in "${...}".
loneExpression : expression EOF ;

// Bit operators bind tighter than comparisons, and ?? tighter than those: what is meant nearly always.
expression
    : primary                                                # primaryExpression
    | expression '.' name '(' arguments? ')'                 # callExpression
    | expression '.' name                                    # memberExpression
    | expression '[' expression ']'                          # indexExpression
    | op=('!' | '-' | '~') expression                        # unaryExpression
    | expression op=('*' | '/' | '%') expression             # binaryExpression
    | expression op=('+' | '-') expression                   # binaryExpression
    | expression op=('<<' | '>>') expression                 # binaryExpression
    | expression op='&' expression                           # binaryExpression
    | expression op='^' expression                           # binaryExpression
    | expression op='|' expression                           # binaryExpression
    | <assoc=right> expression '??' expression               # defaultExpression
    | expression op=('<' | '<=' | '>' | '>=') expression     # binaryExpression
    | expression 'in' '(' arguments ')'                      # inExpression
    | expression op=('==' | '!=') expression                 # binaryExpression
    | expression op='&&' expression                          # binaryExpression
    | expression op='||' expression                          # binaryExpression
    | <assoc=right> expression '?' expression ':' expression # conditionalExpression
    ;

primary
    : INT            # intPrimary
    | STRING         # textPrimary
    | 'true'         # truePrimary
    | 'false'        # falsePrimary
    | 'none'         # nonePrimary
    | 'it'           # itPrimary
    | name '(' arguments? ')' # functionPrimary
    | name           # namePrimary
    | '(' expression ')' # parenthesized
    ;

// --------------------------------------------------------------------------------------------------- names

name : plainName | 'bytes' ;

plainName
    : NAME
    | 'actions' | 'after' | 'alert' | 'align' | 'answered' | 'any' | 'as' | 'at' | 'be' | 'before' | 'bitorder' | 'bits'
    | 'byteorder' | 'choice' | 'const' | 'decode' | 'defer' | 'down' | 'drop' | 'emit' | 'end' | 'enum' | 'event'
    | 'extern' | 'filter' | 'fn' | 'from' | 'hand' | 'ignorecase' | 'import' | 'in' | 'inclusive' | 'initial' | 'le' | 'line_start' | 'looks_like' | 'machine' | 'max'
    | 'message' | 'midstream' | 'on' | 'opaque' | 'optional' | 'or' | 'over' | 'pop' | 'protocol' | 'resync' | 'size' | 'skip'
    | 'state' | 'stream' | 'to' | 'token' | 'try' | 'union' | 'until' | 'up' | 'var' | 'when' | 'while'
    ;

// The words and signs, named so that Java can speak of them.
T_PROTOCOL : 'protocol' ;
T_ACTIONS : 'actions' ;
T_OVER : 'over' ;
T_LOOKS_LIKE : 'looks_like' ;
T_COMMA : ',' ;
T_SEMICOLON : ';' ;
T_BYTEORDER : 'byteorder' ;
T_CONST : 'const' ;
T_ASSIGN : '=' ;
T_ENUM : 'enum' ;
T_COLON : ':' ;
T_OPEN : '{' ;
T_CLOSE : '}' ;
T_TOKEN : 'token' ;
T_MAX : 'max' ;
T_MESSAGE : 'message' ;
T_PARENTHESIS : '(' ;
T_PARENTHESIS_CLOSE : ')' ;
T_STREAM : 'stream' ;
T_EVENT : 'event' ;
T_BRACKET : '[' ;
T_BRACKET_CLOSE : ']' ;
T_QUESTION : '?' ;
T_IMPORT : 'import' ;
T_EXTERN : 'extern' ;
T_FN : 'fn' ;
T_FILTER : 'filter' ;
T_BITORDER : 'bitorder' ;
T_RESYNC : 'resync' ;
T_BITS : 'bits' ;
T_LET : 'let' ;
T_REQUIRE : 'require' ;
T_IF : 'if' ;
T_ELSE : 'else' ;
T_OPTIONAL : 'optional' ;
T_SWITCH : 'switch' ;
T_CASE : 'case' ;
T_DEFAULT : 'default' ;
T_CHOICE : 'choice' ;
T_UNION : 'union' ;
T_TRY : 'try' ;
T_OR : 'or' ;
T_SKIP : 'skip' ;
T_ALIGN : 'align' ;
T_AT : 'at' ;
T_FROM : 'from' ;
T_AFTER : 'after' ;
T_BEFORE : 'before' ;
T_BYTES : 'bytes' ;
T_TO : 'to' ;
T_END : 'end' ;
T_UNTIL : 'until' ;
T_WHILE : 'while' ;
T_IGNORECASE : 'ignorecase' ;
T_IN : 'in' ;
T_INCLUSIVE : 'inclusive' ;
T_LINE_START : 'line_start' ;
T_WHEN : 'when' ;
T_ANSWERED : 'answered' ;
T_LE : 'le' ;
T_BE : 'be' ;
T_AS : 'as' ;
T_STAR : '*' ;
T_SIZE : 'size' ;
T_DECODE : 'decode' ;
T_MACHINE : 'machine' ;
T_VAR : 'var' ;
T_ANY : 'any' ;
T_STATE : 'state' ;
T_INITIAL : 'initial' ;
T_MIDSTREAM : 'midstream' ;
T_UP : 'up' ;
T_DOWN : 'down' ;
T_DEFER : 'defer' ;
T_ON : 'on' ;
T_ARROW : '->' ;
T_EMIT : 'emit' ;
T_ALERT : 'alert' ;
T_DROP : 'drop' ;
T_OPAQUE : 'opaque' ;
T_APPEND : '+=' ;
T_HAND : 'hand' ;
T_POP : 'pop' ;
T_DOT : '.' ;
T_NOT : '!' ;
T_MINUS : '-' ;
T_TILDE : '~' ;
T_SLASH : '/' ;
T_PERCENT : '%' ;
T_PLUS : '+' ;
T_LEFT : '<<' ;
T_RIGHT : '>>' ;
T_AMPERSAND : '&' ;
T_CARET : '^' ;
T_BAR : '|' ;
T_DEFAULT_VALUE : '??' ;
T_LESS : '<' ;
T_LESS_EQUAL : '<=' ;
T_GREATER : '>' ;
T_GREATER_EQUAL : '>=' ;
T_EQUAL : '==' ;
T_NOT_EQUAL : '!=' ;
T_AND : '&&' ;
T_OR_OR : '||' ;
T_TRUE : 'true' ;
T_FALSE : 'false' ;
T_NONE : 'none' ;
T_IT : 'it' ;

DURATION : [0-9]+ ('ms' | 's' | 'min' | 'h') ;
INT : '0' [xX] [0-9a-fA-F_]+ | '0' [bB] [01_]+ | [0-9] [0-9_]* ;
BAD_NUMBER : [0-9] [0-9a-zA-Z_]* ;
NAME : [a-zA-Z_] [a-zA-Z_0-9]* ;

STRING : '"' TEXT_PART* '"' ;
UNTERMINATED_STRING : '"' TEXT_PART* '\\'? ;
fragment TEXT_PART : '\\' ~[\r\n] | '${' (STRING | ~["{}\r\n])* '}' | ~["\\\r\n] ;

DOC_COMMENT : '/**' ~[/*] .*? '*/' -> channel(HIDDEN) ;
COMMENT : '/*' .*? '*/' -> channel(HIDDEN) ;
LINE_COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
SPACE : [ \t\r\n\f]+ -> channel(HIDDEN) ;
UNKNOWN : . ;
