"""Recipe of the upscaler: pictures of half the width and height → pictures. See README.md."""
