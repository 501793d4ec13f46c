"""Who is who: the one place that knows adapters and settings. Everything is built on first use and kept.

Whatever a builder needs it imports inside, so importing these modules loads neither an SDK nor pydantic.
"""
