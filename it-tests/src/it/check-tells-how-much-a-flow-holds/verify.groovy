assert new File(basedir, 'build.log').text =~ /\[INFO\] a flow of hello holds at most [\d,]+ bytes/
assert !new File(basedir, 'target').exists()
