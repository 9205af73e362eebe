import java.util.jar.JarFile

String log = new File(basedir, 'build.log').text
assert log.contains('1 spec: ')
assert log =~ /Tests run: 2, Failures: 0, Errors: 0/
new JarFile(new File(basedir, 'target/hello-world-1.0.jar')).withCloseable { jar ->
    assert jar.getEntry('org/example/hello/Greeting.class') != null
    assert jar.getEntry('META-INF/proto-spec/greeting.proto-spec') != null
    assert jar.getEntry('META-INF/services/org.protospec.runtime.machine.Protocol') != null
    assert jar.getEntry('.protospec-files') == null
}
String generated = new File(basedir, 'target/generated-sources/proto-spec/org/example/hello/Greeting.java').text
assert generated.startsWith('// Generated from greeting.proto-spec by Protospec ')
assert !generated.contains(basedir.path)
