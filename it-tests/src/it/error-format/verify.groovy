String log = new File(basedir, 'build.log').text.normalize()
assert log.contains('''\
[ERROR] src/main/proto-spec/broken.proto-spec:4:11: error[PS0201]: there is no token, message or enum named "VERBB"
    4 |     verb: VERBB;
      |           ^^^^^
  help: did you mean "VERB"?
''')
assert log.contains('[ERROR] src/main/proto-spec/broken.proto-spec:6:17: error[PS0202]: ')
assert log.contains('  help: did you mean "length"?')
assert log.contains('[ERROR] src/main/proto-spec/unclosed.proto-spec:3:24: error[PS0101]: ')
assert log.contains('3 errors and 0 warnings in the specs of error-format; they are shown above.')
assert !(log =~ /(?m)^\s+at [\w.$]+\(/): 'a stack trace'
assert !log.contains('Exception:')
assert !new File(basedir, 'target/generated-sources/proto-spec').exists()
