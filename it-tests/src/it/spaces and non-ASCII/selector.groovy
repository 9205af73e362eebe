import java.nio.charset.Charset

// In a locale that has no such letters Java cannot name such files at all, ours or not.
return Charset.forName(System.getProperty('sun.jnu.encoding')).newEncoder().canEncode('ß')
