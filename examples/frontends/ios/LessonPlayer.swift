// Plays a lesson with AVPlayer. The address carries its own grant: no header, no query to add, nothing to renew.
import AVFoundation

struct Issued: Decodable {
    let playlistUrl: URL

    enum CodingKeys: String, CodingKey {
        case playlistUrl = "playlist_url"
    }
}

enum LessonError: Error {
    case refused(status: Int)
}

/// - Parameters:
///   - rel: of the lesson: `trainer/course/module/lesson`
///   - accessToken: of the identity provider, for `user`
func lessonItem(gateway: URL, rel: String, user: String, accessToken: String) async throws -> AVPlayerItem {
    var address = URLComponents(url: gateway.appending(path: "/api/get-video-token/v2"), resolvingAgainstBaseURL: false)!
    address.queryItems = [
        URLQueryItem(name: "user_id", value: user),
        URLQueryItem(name: "rel", value: rel),
        URLQueryItem(name: "platform", value: "mobile"),
    ]
    var request = URLRequest(url: address.url!)
    request.setValue("Bearer \(accessToken)", forHTTPHeaderField: "Authorization")
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as! HTTPURLResponse).statusCode
    guard status == 200 else { throw LessonError.refused(status: status) }
    return AVPlayerItem(url: try JSONDecoder().decode(Issued.self, from: data).playlistUrl)
}
