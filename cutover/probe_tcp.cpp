#include "cutover/curl_handle.h"
#include "cutover/question.h"

namespace tieout::cutover {

// libcurl asks for the name and tries all of its addresses within the time; nothing is sent.
Answer ask(const rules::TcpProbe& probe, Question& question) {
    const bool is_ipv6 = probe.host.find(':') != std::string::npos;
    const std::string url = "http://" + (is_ipv6 ? "[" + probe.host + "]" : probe.host) + ":" +
                            std::to_string(probe.port);
    CurlHandle curl(url, question);
    curl.set(CURLOPT_CONNECT_ONLY, 1L);
    curl.set(CURLOPT_NOPROXY, "*");
    const CURLcode code = curl.perform();
    if (code != CURLE_OK) return curl.failure(code, url);
    return {true, "accepts connections"};
}

}  // namespace tieout::cutover
