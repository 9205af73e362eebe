assert new File(basedir, 'build.log').text =~ /Tests run: 1, Failures: 0, Errors: 0/
assert new File(basedir, 'target/test-classes/org/example/hello/Greeting.class').exists()
assert new File(basedir, 'target/test-classes/META-INF/services/org.protospec.runtime.machine.Protocol').exists()
assert !new File(basedir, 'target/classes').exists()
