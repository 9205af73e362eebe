String log = new File(basedir, 'build.log').text
assert log.count('[WARNING] src/main/proto-spec/idle.proto-spec:3:7: warning[PS0701]: token "UNUSED" is never used') == 2
assert log.count('0 errors and 1 warning in the specs of warnings-fail-when-asked') >= 1
assert log.contains('Specs are skipped.')
assert new File(basedir, 'target/classes/org/example/idle/Packet.class').exists()
