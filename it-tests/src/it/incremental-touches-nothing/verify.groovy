List<String> first = new File(basedir, 'times-1.txt').readLines()
List<String> second = new File(basedir, 'times-2.txt').readLines()
assert first.any { it.contains('Greeting.java ') } && first.any { it.contains('Greeting.class ') }
assert first.any { it.contains('META-INF') }
assert first == second

String log = new File(basedir, 'build.log').text
assert log.count(' files changed.') == 1
assert log.count(' all up to date.') == 1
assert log.count('Nothing to compile - all classes are up to date') == 2 // classes and test classes
