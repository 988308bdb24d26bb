"""python3 -m unittest, in this folder."""

import unittest

from webhooks import sign


class SignTest(unittest.TestCase):
    def test_signs_the_example_of_the_specification(self):
        signature = sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            b'{"test": 2432232314}')
        self.assertEqual(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")


if __name__ == "__main__":
    unittest.main()
