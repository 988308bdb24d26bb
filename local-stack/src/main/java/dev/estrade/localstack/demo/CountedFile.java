package dev.estrade.localstack.demo;

import dev.estrade.localstack.StackException;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/** A file as a request body that counts what has been handed to the connection. */
record CountedFile(BodyPublisher file, AtomicLong sent) implements BodyPublisher {
    static CountedFile of(Path file, AtomicLong sent) {
        try {
            return new CountedFile(BodyPublishers.ofFile(file), sent);
        } catch (FileNotFoundException e) {
            throw new StackException("There is no file " + file + ".", e);
        }
    }

    @Override
    public long contentLength() {
        return file.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        file.subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                sent.addAndGet(bytes.remaining());
                subscriber.onNext(bytes);
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
    }
}
