#include "cutover/curl_handle.h"

#include "base/error.h"

namespace tieout::cutover {
namespace {

int stop_where_asked(void* question, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const Question*>(question)->stopped() ? 1 : 0;
}

CURL* open_curl() {
    // Not thread-safe by itself; the first of the threads does it for all.
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL* const curl = ready == CURLE_OK ? curl_easy_init() : nullptr;
    if (curl == nullptr) throw Error(Fault::internal, "libcurl cannot be started");
    return curl;
}

}  // namespace

CurlHandle::CurlHandle(const std::string& url, const Question& question)
    : question_(question), curl_(open_curl()) {
    set(CURLOPT_ERRORBUFFER, details_);
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(question.left().count()));
    set(CURLOPT_NOSIGNAL, 1L);
    // A name that no server answers for is not waited for beyond the time.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &stop_where_asked);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(const_cast<Question*>(&question)));
}

Answer CurlHandle::failure(CURLcode code, const std::string& url_words) const {
    if (code == CURLE_ABORTED_BY_CALLBACK)
        throw Error(Fault::interrupted, "interrupted while it was asked");
    if (code == CURLE_OPERATION_TIMEDOUT) return question_.too_late();
    const bool secret = url_words.starts_with("env:");
    const std::string details = secret ? "" : details_;
    return {false, "cannot be reached: " + (details.empty() ? curl_easy_strerror(code) : details)};
}

void CurlHandle::check(CURLcode code) {
    if (code != CURLE_OK)
        throw Error(Fault::internal, std::string("libcurl: ") + curl_easy_strerror(code));
}

}  // namespace tieout::cutover
