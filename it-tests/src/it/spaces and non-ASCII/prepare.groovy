// Made here, so that the project can be checked out in any locale.
File folder = new File(basedir, 'src/main/Protokolle für später')
folder.mkdirs()
new File(folder, 'Grüße an alle.proto-spec').text = new File(basedir, 'greeting.proto-spec').text
return true
