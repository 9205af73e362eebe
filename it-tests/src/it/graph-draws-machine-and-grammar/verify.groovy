for (folder in ['target/proto-spec-graphs', 'drawings']) {
    String machine = new File(basedir, "$folder/hello-state-machine.dot").text
    assert machine.contains('digraph') && machine.contains('waiting') && machine.contains('greeted')
    String grammar = new File(basedir, "$folder/hello-grammar.dot").text
    assert grammar.contains('digraph') && grammar.contains('Greeting')
}
