import java.util.jar.JarFile

String log = new File(basedir, 'build.log').text
assert log =~ /Tests run: 3, Failures: 0, Errors: 0/
new JarFile(new File(basedir, 'target/extern-functions-1.0.jar')).withCloseable { jar ->
    assert jar.getEntry('org/example/words/WordsExterns.class') != null
    assert jar.getEntry('META-INF/services/org.example.words.WordsExterns') != null
}
String generated = new File(basedir, 'target/generated-sources/proto-spec/org/example/words/WordsExterns.java').text
assert generated.contains('How grave a word is.')
