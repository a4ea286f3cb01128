// SHA-256 and Ed25519 (RFC 8032), both OpenSSL's.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace tieout::cycle {

// 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

// The same of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(std::string_view bytes);
    // Of all that was added. Once.
    std::string text();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Half of a pair, or both: of the key that an operator gives, as `openssl genpkey -algorithm
// ed25519` and `openssl pkey -pubout` write them (PEM).
class SigningKey {
public:
    // Both throw Error(Fault::usage) naming the file: not there, no PEM, no Ed25519 key, or a
    // passphrase that is missing or wrong. A key with a passphrase takes it from the environment,
    // TIEOUT_KEY_PASSPHRASE; nobody is asked.
    static SigningKey read_private(const std::filesystem::path& file);
    static SigningKey read_public(const std::filesystem::path& file);
    ~SigningKey();
    SigningKey(SigningKey&&) noexcept;

    // Base64. Only a private key signs.
    std::string sign(std::string_view bytes) const;
    bool has_signed(std::string_view bytes, std::string_view signature) const;
    // SHA-256 over the public half (DER, SubjectPublicKeyInfo): the same for both halves.
    std::string fingerprint() const;

private:
    struct Key;
    explicit SigningKey(std::unique_ptr<Key> key);
    std::unique_ptr<Key> key_;
};

}  // namespace tieout::cycle
