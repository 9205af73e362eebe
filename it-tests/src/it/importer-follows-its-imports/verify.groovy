Map<String, String> times(int run) {
    new File(basedir, "user/times-${run}.txt").readLines().collectEntries { it.split(' ') as List }
}
Map<String, String> first = times(1)
Map<String, String> second = times(2)
Map<String, String> third = times(3)
assert first.keySet().containsAll(['Query.java', 'Kind.java', 'Label.java'])
assert first == second
assert third.keySet() == second.keySet()
// What the change is about is written anew, and what tells in which line of the spec it stands.
assert third.findAll { second[it.key] != it.value }.keySet() == ['Kind.java', 'Label.java'] as Set

String kind = new File(basedir, 'user/target/generated-sources/proto-spec/org/example/question/Kind.java').text
assert kind.contains('NAME') && kind.contains('ADDRESS')
assert new File(basedir, 'library/target/library-1.0.jar').exists()
