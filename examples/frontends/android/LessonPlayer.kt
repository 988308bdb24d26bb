// Plays a lesson with Media3's ExoPlayer. The address carries its own grant: no header, nothing to renew.
import android.content.Context
import androidx.media3.common.MediaItem
import androidx.media3.exoplayer.ExoPlayer
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.json.JSONObject
import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL
import java.net.URLEncoder

class LessonRefused(val status: Int) : IOException("The lesson is refused: $status")

/** @param rel of the lesson: `trainer/course/module/lesson`; @param accessToken of the identity provider, for `user` */
suspend fun playlistOf(gateway: String, rel: String, user: String, accessToken: String): String =
    withContext(Dispatchers.IO) {
        val query = listOf("user_id" to user, "rel" to rel, "platform" to "mobile")
            .joinToString("&") { (name, value) -> "$name=${URLEncoder.encode(value, "UTF-8")}" }
        val connection = URL("$gateway/api/get-video-token/v2?$query").openConnection() as HttpURLConnection
        connection.setRequestProperty("Authorization", "Bearer $accessToken")
        if (connection.responseCode != 200) throw LessonRefused(connection.responseCode)
        JSONObject(connection.inputStream.bufferedReader().readText()).getString("playlist_url")
    }

/** Needs `androidx.media3:media3-exoplayer-hls` beside `media3-exoplayer`. */
fun play(context: Context, playlist: String): ExoPlayer =
    ExoPlayer.Builder(context).build().apply {
        setMediaItem(MediaItem.fromUri(playlist))
        prepare()
        play()
    }
