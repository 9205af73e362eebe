File sources = new File(basedir, 'target/generated-sources/proto-spec/org/example')
assert new File(sources, 'hello/Greeting.java').exists()
assert !new File(sources, 'goodbye').exists()

File classes = new File(basedir, 'target/classes')
assert new File(classes, 'org/example/Unrelated.class').exists()
assert new File(classes, 'org/example/hello/Greeting.class').exists()
assert !new File(classes, 'org/example/goodbye/Farewell.class').exists()
assert new File(classes, 'META-INF/proto-spec/greeting.proto-spec').exists()
assert !new File(classes, 'META-INF/proto-spec/farewell.proto-spec').exists()
assert new File(classes, 'META-INF/services/org.protospec.runtime.machine.Protocol').readLines() ==
        ['org.example.hello.Hello']
