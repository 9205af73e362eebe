String log = new File(basedir, 'build.log').text
assert log.contains('Using the MultiThreadedBuilder implementation')
assert log.count('the library is a folder') == 1
assert log.count('the library is a jar') == 1
assert !log.contains('not marked @threadSafe')
String generated = new File(basedir, 'user/target/generated-sources/proto-spec/org/example/user/hello/Greeting.java').text
assert generated.startsWith('// Generated from greeting.proto-spec by ')
